"""What a run is about: `specquilt.toml`, or the sources named on the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from specquilt.openapi.finding import Finding, InputError, Location, Severity, input_error
from specquilt.openapi.load.received import name_of
from specquilt.output.inputs import Inputs, of_configuration, of_sources
from specquilt.output.lock import CHANGELOG
from specquilt.project import names, outputs
from specquilt.project.check import faults
from specquilt.project.key import Key
from specquilt.project.keys import Settings
from specquilt.project.read import FILE_NAME, beside, find, read
from specquilt.project.value_types import Fault
from specquilt.select.choice import Choice

_FROM_HERE = "paths are relative to this file"


class Job(Settings):
    """One run: every key of the configuration is an attribute, and what follows from them.

    Args:
        written: the tables and keys, as TOML has them.
        config: the file that they are from; None if they are from the command line.
        text: the text of that file.
        narrowed: the operations that the command line wants, instead of those of the file.
        strict: whether the command line wants faults in documents to be refused.
        renames: whether published names may change.
    """

    def __init__(
        self,
        written: Mapping[str, Any],
        config: Path | None = None,
        text: str = "",
        narrowed: Choice | None = None,
        *,
        strict: bool = False,
        renames: bool = False,
    ) -> None:
        super().__init__(written, str(config.parent) if config else None)
        self.config, self.text, self.narrowed = config, text, narrowed
        self.is_strict, self.renames = strict or self.strict, renames

    @property
    def name(self) -> str:
        """What to call the job in messages."""
        return self.config.parent.as_posix() if self.config else name_of(self.pages[0])

    @property
    def choice(self) -> Choice:
        """Which operations are wanted."""
        return self.narrowed or self._own_choice

    @property
    def distribution(self) -> str:
        """The name of the distribution."""
        folder = self.client_output.name if self.client_output else ""
        return self.distribution_name or names.distribution(folder)

    @property
    def package(self) -> str:
        """The name of the package."""
        return self.package_name or names.package(self.distribution)

    def keeps(self, path: str) -> bool:
        """Return whether a file in the folder of the client, once it exists, belongs to the user."""
        return path == CHANGELOG or any(fnmatchcase(path, pattern) for pattern in self.keep)

    @property
    def info(self) -> dict[str, str]:
        """Title, version and description of the document, as far as they are given."""
        keys = (Settings.title, Settings.document_version, Settings.description)
        given = {key.name: key.written(self) for key in keys}
        return {name: text for name, text in given.items() if text is not None}

    @property
    def inputs(self) -> Inputs | None:
        """What the lock remembers; None if no client is wanted, as there is no lock then."""
        if self.client_output is None:
            return None
        output, narrowed = str(self.client_output), self.narrowed or Choice()
        choice = (narrowed.include, narrowed.exclude)
        if self.config:
            return of_configuration(str(self.config), output, *choice)
        sources, supplements = map(str, self.pages), map(str, self.supplements)
        return of_sources(sources, supplements, output, self.package_name, *choice)

    @property
    def extension_files(self) -> list[Path]:
        """The files with classes of the user, in the folder of the client."""
        package = self.client_output / self.package if self.client_output else None
        modules = {text.partition(":")[0].replace(".", "/") for text in self.extend.values()}
        return [package / f"{module}.py" for module in sorted(modules)] if package else []

    def place_of(self, text: str) -> Location | None:
        """Return where the configuration has a string; None if there is no file."""
        lines = self.text.split("\n")
        return Location(str(self.config), _line_with(text, lines)) if self.config else None

    def places(self, table: Key[Any]) -> dict[str, Location]:
        """Return where the keys of a table are written."""
        lines = {name: _line_of((*table.path, name), self.text) for name in table.written(self)}
        return {name: Location(str(self.config), line) for name, line in lines.items()}

    @cached_property
    def _own_choice(self) -> Choice:
        lines = self.text.split("\n")
        written = {text: _line_with(text, lines) for text in (*self.include, *self.exclude)}
        places = {text: Location(str(self.config), line) for text, line in written.items()}
        return Choice(self.include, self.exclude, places)


def find_jobs(folder: Path) -> list[Job]:
    """Load every ``specs/*/specquilt.toml`` below a folder.

    Raises:
        InputError: there is none, or one is wrong.
    """
    files = find(str(folder))
    if not files:
        raise input_error(
            "missing-file",
            f"no specs/*/{FILE_NAME} below this folder",
            Location(_shown(folder)),
            "name sources (`specquilt generate page.md`), or run this where `specs/` is",
        )
    jobs = [load(Path(file)) for file in files]
    places = [(job.name, path) for job in jobs for path in (job.client_output,) if path]
    for message in outputs.shared(places):
        raise input_error("conflicting-options", message, help="give each its own [client] output")
    return jobs


def load(file: Path) -> Job:
    """Load one configuration file.

    Raises:
        InputError: the file is missing or unreadable, or has a key or value that is wrong.
    """
    written, text = _read(file)
    if isinstance(wanted := written.get("required-version"), str):
        # Another version may know other keys: nothing else is worth reporting then.
        from specquilt.project.required_version import refuse_other

        refuse_other(wanted, _place_of_value(file, text, "required-version"))
    job = Job(written, Path(_shown(file)), text)
    found = [*faults(job.written)] or [*_missing_files(job), *outputs.faults(job, job.config)]
    if found:
        raise InputError(*(_finding(file, text, fault) for fault in found))
    return job


def from_sources(
    sources: Sequence[Path],
    supplements: Sequence[Path] = (),
    output: Path | None = None,
    package: str = "",
) -> Job:
    """Return the job of sources without a configuration; the package is called after its folder.

    Raises:
        InputError: the package cannot have that name, or the output folder is one of sources.
    """
    name = names.distribution(Path(os.path.realpath(output)).name) if output else ""
    client = {"distribution": name, "output": str(output)} if output else {}
    job = Job(
        {
            "sources": {"pages": [*map(str, sources)], "supplements": [*map(str, supplements)]},
            "client": {**client, "package": package},
        }
    )
    checks = (("invalid-name", faults(job.written)), ("output-is-source", outputs.faults(job)))
    for rule, found in checks:
        for _, message, help in found:
            raise input_error(rule, message, help=help)
    return job


def adjusted(
    job: Job,
    include: Sequence[str],
    exclude: Sequence[str],
    *,
    strict: bool = False,
    renames: bool = False,
) -> Job:
    """Return the job with what the command line wants in place of what the file says.

    Args:
        job: the job of a file.
        include: operations that are wanted; with `exclude`, instead of those of the file.
        exclude: operations that are not wanted.
        strict: whether faults in documents are refused; otherwise the file decides.
        renames: whether published names may change.
    """
    choice = Choice(tuple(include), tuple(exclude))
    if not (choice or strict or renames):
        return job
    changes = {"strict": strict, "renames": renames}
    return Job(job.written, job.config, job.text, choice or None, **changes)


def renamed(job: Job, names: Mapping[str, str]) -> Job:
    """Return the job with other names in ``[client.names]``."""
    client = {**job.written.get("client", {}), "names": dict(names)}
    written, changes = {**job.written, "client": client}, {"strict": job.is_strict}
    return Job(written, job.config, job.text, job.narrowed, **changes, renames=job.renames)


def _read(file: Path) -> tuple[dict[str, Any], str]:
    place = Location(_shown(file))
    try:
        return read(str(file))
    except FileNotFoundError:
        raise input_error("missing-file", "there is no such configuration", place) from None
    except UnicodeDecodeError:
        advice = "save the file as UTF-8"
        raise input_error("not-utf-8", "the file is not UTF-8", place, advice) from None
    except RecursionError:
        raise input_error("config-key", "arrays or tables are nested too deeply", place) from None
    except ValueError as error:  # it is not TOML
        raise _syntax_error(file, str(error)) from None


def _syntax_error(file: Path, message: str) -> InputError:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line, column = map(int, found.groups()) if found else (1, 1)
    place = Location(_shown(file), line, column)
    return input_error(
        "config-key", message.partition(" (at ")[0].lower(), place, "correct the TOML"
    )


def _missing_files(job: Job) -> list[Fault]:
    named = {Settings.overlay: job.overlay, Settings.license_file: job.license_file}
    return [
        (key.path, f"there is no {key.name} {key.written(job)!r}", _FROM_HERE)
        for key, path in named.items()
        if path and not path.is_file()
    ]


def _finding(file: Path, text: str, fault: Fault) -> Finding:
    path, message, help = fault
    place = Location(_shown(file), _line_of(path, text))
    return Finding("config-key", Severity.ERROR, message, place, help=help)


def _place_of_value(file: Path, text: str, key: str) -> Location:
    """Return where the value of a key begins that stands on one line, above all tables."""
    number = _line_of([key], text)
    line = text.split("\n")[number - 1]
    spaces = re.match(r"[^=]*=\s*", line)
    return Location(_shown(file), number, spaces.end() + 1 if spaces else 1)


def _line_of(path: Sequence[str], text: str) -> int:
    """Find the line of a key: TOML libraries do not keep it."""
    line = 1
    for name in path:
        key = re.escape(name)
        pattern = re.compile(rf"^\s*(\[.*\b{key}\b.*\]|[\"']?{key}[\"']?\s*=)")
        for number, content in enumerate(text.split("\n"), 1):
            if number >= line and pattern.match(content):
                line = number
                break
    return line


def _line_with(text: str, lines: list[str]) -> int:
    quoted = (f'"{text}"', f"'{text}'")
    found = (n for n, line in enumerate(lines, 1) if any(each in line for each in quoted))
    return next(found, 1)


def _shown(path: Path) -> str:
    """Write a path the way a person in this folder would."""
    return beside("", str(path))
