"""Tries a staged package: it imports, and it has a method for every operation."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import InputError, input_error
from specquilt.openapi.uninterrupted import uninterrupted
from specquilt.python.format.words import only_words_changed
from specquilt.python.smoke_import import child
from specquilt.python.smoke_import.affected import affected
from specquilt.python.smoke_import.affected import operations as described_operations

TIME_LIMIT = 120.0
"""Seconds; the largest public API takes five."""

THE_SAME = frozenset({"recordings.py"})
"""Modules of a package that say the same in all packages; it imports a tenth of the runtime alone."""

_Outcome: TypeAlias = tuple[list[str], str]


@dataclass(frozen=True)
class Trial:
    """What is tried before a package replaces another one.

    Args:
        tree: the files, by path.
        folder: where the package of the run before is.
        operations: ``METHOD /path`` of each operation it must have; None to leave that open.
        stand_ins: modules in place of the user's own, by path.
    """

    tree: dict[str, str]
    folder: Path
    operations: Sequence[str] | None = None
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    def is_harmless(self, changed: list[str]) -> bool:
        """Return whether a change is one of words, or whether all is well with what it can break.

        If not, the whole package is to be tried: its modules may find something else in each other.
        """
        if all(map(self._has_other_words, changed)):
            return True
        return not self.stand_ins and self._is_fine([each for each in changed if _is_python(each)])

    def prove(self, staged: Path, _changed: list[str]) -> None:
        """Try the whole package.

        Raises:
            InputError: it does not import, or lacks a method.
        """
        _write(self.stand_ins, staged)
        try_out(self.tree, staged, self.operations)

    def _has_other_words(self, path: str) -> bool:
        return only_words_changed(self.folder / path, self.tree.get(path))

    def _is_fine(self, changed: list[str]) -> bool:
        """Try what a small change can break, in the texts: nothing has been written yet."""
        sources = {_name(path): text for path, text in self.tree.items() if _is_to_be_proved(path)}
        is_large = len(changed) > len(sources) / 2
        # What a package is made of beside its own modules may have changed with its runtime.
        if is_large or any(path.partition("/")[2].startswith("_runtime/") for path in changed):
            return False
        code = (path for path in changed if not self._has_other_words(path))
        tried = affected(sources, {*map(_name, code)})
        modules = {path: text for path, text in self.tree.items() if _is_python(path)}
        found, reason = _outcome(sorted(map(_without_init, tried)), self.folder, modules)
        if reason or self.operations is None:
            return not reason
        others = (text for name, text in sources.items() if name not in tried)
        listed = [*found, *(each for text in others for each in described_operations(text))]
        return not any(_faults(Counter(self.operations), Counter(listed)))


def _is_python(path: str) -> bool:
    return path.endswith(".py")


def _write(stand_ins: Mapping[str, str], folder: Path) -> None:
    for path, text in stand_ins.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def try_out(tree: dict[str, str], folder: Path, operations: Iterable[str] | None) -> None:
    """Make sure that a package is what it should be.

    Args:
        tree: the files, by path.
        folder: where they have been written.
        operations: ``METHOD /path`` of each operation it must have; None to leave that open.

    Raises:
        InputError: it does not import, or lacks a method.
    """
    names = sorted({_module(path) for path in tree if _is_to_be_proved(path)})
    if not names:
        return
    found = _imported(names, folder)
    for fault in _faults(Counter(operations), Counter(found)) if operations is not None else ():
        raise _broken(fault)


def _is_to_be_proved(path: str) -> bool:
    """Leave out what is the same in every package: what it needs of the runtime is imported anyway."""
    name = path.partition("/")[2]
    is_the_same = name.startswith("_runtime/") or name in THE_SAME
    return name.endswith(".py") and not is_the_same


def _imported(names: list[str], folder: Path) -> list[str]:
    """Import modules in another process, and return the operations that they have."""
    found, reason = _outcome(names, folder)
    if reason:
        raise _broken(f"the package does not import: {reason}")
    return found


def _outcome(names: list[str], folder: Path, texts: dict[str, str] | None = None) -> _Outcome:
    return (_in_fork if _may_fork() else _in_interpreter)(names, folder, texts)


def _may_fork() -> bool:
    """A fork has pydantic imported already; but other threads may hold locks that it needs."""
    return sys.platform == "linux" and threading.active_count() == 1


def _in_fork(names: list[str], folder: Path, texts: dict[str, str] | None) -> _Outcome:
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_tell, args=(sender, names, str(folder), texts), daemon=True)
    with uninterrupted():
        process.start()
    sender.close()
    try:
        if not receiver.poll(TIME_LIMIT):
            raise _too_slow()
        # Not pickled: what a stranger's package sends must not be able to do anything here.
        found, reason = json.loads(receiver.recv_bytes())
    except EOFError:
        process.join()
        raise _broken(f"the package does not import: exit code {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
    return found, reason


def _tell(sender: Connection, names: list[str], folder: str, texts: dict[str, str] | None) -> None:
    """Send what comes of a trial; what the package prints is of no interest."""
    # The output folder is locked by an open file, and must not be by this process, too.
    os.closerange(3, sender.fileno())
    os.closerange(sender.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        sender.send_bytes(json.dumps(child.outcome(names, folder, texts)).encode())


def _in_interpreter(names: list[str], folder: Path, texts: dict[str, str] | None) -> _Outcome:
    try:
        result = subprocess.run(
            [sys.executable, "-P", "-B", child.__file__, str(folder)],
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            input=json.dumps([names, texts]),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if result.returncode:
        raise _broken(f"the package does not import: exit code {result.returncode}")
    found, reason = json.loads(result.stdout.rpartition("\n")[2])
    return found, reason


def _faults(wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    """Hold operations in = methods out; one that can stream has two methods."""
    missing, extra = sorted(wanted - found), sorted(set(found) - set(wanted))
    if missing:
        yield f"the package has no method for {', '.join(missing[:5])}"
    if extra:
        yield f"no operation asks for the method for {', '.join(extra[:5])}"


def _module(path: str) -> str:
    return _without_init(_name(path))


def _name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _without_init(name: str) -> str:
    return name.removesuffix(".__init__")


def _too_slow() -> InputError:
    return _broken(f"the package takes more than {TIME_LIMIT:g} seconds to import")


def _broken(message: str) -> InputError:
    return input_error("broken-output", message)
