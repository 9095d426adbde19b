"""After a small change only those modules are imported that it can break."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from python.zoo import ZOO
from specquilt.openapi.finding import InputError
from specquilt.openapi.operations import operation_names
from specquilt.python.smoke_import import check
from specquilt.python.smoke_import.affected import affected, imported, operations
from specquilt.python.smoke_import.check import Trial

_SEEN = """\
import builtins, json, sys
seen, original = set(), builtins.__import__

def note(name, globals=None, locals=None, fromlist=(), level=0):
    importer = (globals or {}).get("__name__", "")
    if (globals or {}).get("__path__") is not None:
        importer += ".__init__"
    if level:
        parts = ((globals or {})["__package__"].split("."))
        home = ".".join([*parts[: len(parts) - level + 1], *([name] if name else [])])
    else:
        home = name
    seen.update((importer, each) for each in (home, *(f"{home}.{one}" for one in fromlist or ())))
    return original(name, globals, locals, fromlist, level)

builtins.__import__ = note
names = json.loads(sys.argv[1])
import importlib
for each in names:
    importlib.import_module(each)
known = {each for each in sys.modules}
print(json.dumps(sorted(pair for pair in seen if pair[1] in known)))
"""


@pytest.fixture
def sources(zoo_tree: dict[str, str]) -> dict[str, str]:
    """Return the modules of a package that are tried."""
    paths = {path for path in zoo_tree if check._is_to_be_proved(path)}
    return {check._name(path): zoo_tree[path] for path in paths}


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the list that gets the modules of each trial."""
    seen: list[list[str]] = []
    original = check._outcome

    def outcome(names: list[str], *more: Any) -> tuple[list[str], str]:
        seen.append(names)
        return original(names, *more)

    monkeypatch.setattr(check, "_outcome", outcome)
    return seen


# --- what is imported ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from .a import b\n", {"p.q.a", "p.q.a.b"}),
        ("from . import a, b\n", {"p.q", "p.q.a", "p.q.b"}),
        ("from .. import a\n", {"p", "p.a"}),
        ("from ..r.s import a as b\n", {"p.r.s", "p.r.s.a", "p.r.s.as", "p.r.s.b"}),
        ("x = 1\n\nfrom .a import (\n    b,\n    c,\n)\n", {"p.q.a", "p.q.a.b", "p.q.a.c"}),
        ("def f():\n    from .a import b\n", {"p.q.a", "p.q.a.b"}),
        ("import a.b, c\n", {"a", "a.b", "c"}),
        ("from a.b import c\n", {"a.b", "a.b.c"}),
        ("if TYPE_CHECKING:\n    from .a import b\n\n    from .c import d\n", set()),
        ("x\nif TYPE_CHECKING:\n    import a\nelse:\n    import b\nimport c\n", {"b", "c"}),
        ("if x:\n    import a\n", {"a"}),
        ("important = 1\nfromage = 2\n", set()),
    ],
)
def test_imports_of_a_module_are_read_from_its_text(text: str, names: set[str]) -> None:
    expected = {each for name in names for each in (name, f"{name}.__init__")}
    assert set(imported("p.q.m", text)) == expected
    assert set(imported("p.q.__init__", text)) == expected


def test_all_that_a_package_imports_is_known(
    sources: dict[str, str], zoo_tree: dict[str, str], tmp_path: Path
) -> None:
    _put(zoo_tree, tmp_path)
    names = json.dumps(sorted(map(check._without_init, sources)))
    done = subprocess.run(
        [sys.executable, "-c", _SEEN, names],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    own = {check._without_init(each) for each in sources}
    seen = [(one, other) for one, other in json.loads(done.stdout) if {other} <= own]
    read = {name: set(imported(name, text)) for name, text in sources.items()}
    assert [pair for pair in seen if pair[0] in read and pair[1] not in read[pair[0]]] == []
    assert len(seen) > 10


def test_what_imports_a_changed_module_is_affected_and_what_imports_that() -> None:
    sources = {
        "p.a": "",
        "p.b": "from .a import x\n",
        "p.c": "from . import b\n",
        "p.d": "from .e import x\n",
        "p.e": "from .d import x\n",
        "p.__init__": "",
    }
    assert affected(sources, {"p.a"}) == {"p.a", "p.b", "p.c"}
    assert affected(sources, {"p.d"}) == {"p.d", "p.e"}
    assert affected(sources, {"p.gone"}) == set()
    assert affected(sources | {"p.f": "from . import gone\n"}, {"p.gone"}) == {"p.f"}
    assert affected(sources, {"p.__init__"}) == {"p.__init__", "p.c"}


def test_operations_are_read_as_they_are_imported(zoo_tree: dict[str, str], tmp_path: Path) -> None:
    modules = {path: text for path, text in zoo_tree.items() if check._is_to_be_proved(path)}
    read = [each for text in modules.values() for each in operations(text)]
    names = sorted(map(check._module, modules))
    found, reason = check._outcome(names, _put(zoo_tree, tmp_path))
    assert (sorted(read), reason) == (sorted(found), "")


# --- what is tried ---------------------------------------------------------------------------

_THINGS = {
    "thing/a.py": "X = 1\n",
    "thing/b.py": "from .a import X\n",
    **{f"thing/c{number}.py": "" for number in range(9)},
}


def _put(tree: dict[str, str], folder: Path) -> Path:
    for path, text in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def _prove(
    before: dict[str, str],
    after: dict[str, str],
    folder: Path,
    operations: Iterable[str] | None = (),
    **stand_ins: str,
) -> None:
    """Prove a package as `generate` does after a change."""
    old = _put(before, folder / "old")
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    trial = Trial(after, old, None if operations is None else [*operations], stand_ins)
    if not trial.is_harmless(changed):
        trial.prove(_put(after, folder / "new"), changed)


def _with_more(tree: dict[str, str], end: str = "X = 1\n") -> dict[str, str]:
    """Return a package with another end of a module of a resource."""
    path = next(path for path in tree if path.endswith("/resources/animals.py"))
    return tree | {path: tree[path] + end}


def test_a_small_change_is_tried_alone(
    zoo_tree: dict[str, str], tmp_path: Path, tried: list[list[str]]
) -> None:
    _prove(zoo_tree, _with_more(zoo_tree), tmp_path, operation_names(ZOO))
    (names,) = tried
    assert "zoo_client.resources.animals" in names
    assert len(names) < len([*filter(check._is_to_be_proved, zoo_tree)]) / 2


@pytest.mark.parametrize(
    ("end", "reason"),
    [("raise ValueError('no')\n", "ValueError: no"), ("from .nowhere import x\n", "No module")],
)
def test_a_small_change_that_does_not_import_is_refused(
    zoo_tree: dict[str, str], tmp_path: Path, end: str, reason: str
) -> None:
    with pytest.raises(InputError, match=rf"does not import: .*{reason}"):
        _prove(zoo_tree, _with_more(zoo_tree, end), tmp_path, operation_names(ZOO))


def test_a_change_that_breaks_another_module_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot import name 'X'"):
        _prove(_THINGS, _THINGS | {"thing/a.py": "Y = 1\n"}, tmp_path)
    gone = {path: text for path, text in _THINGS.items() if path != "thing/a.py"}
    with pytest.raises(InputError, match=r"No module named 'thing\.a'"):
        _prove(_THINGS, gone, tmp_path / "gone")


@pytest.mark.parametrize(
    ("operations", "message"),
    [
        ([*operation_names(ZOO), "GET /forgotten"], "no method for GET /forgotten"),
        (operation_names(ZOO)[1:], "no operation asks for"),
    ],
)
def test_operations_are_counted_after_a_small_change(
    zoo_tree: dict[str, str], tmp_path: Path, operations: list[str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        _prove(zoo_tree, _with_more(zoo_tree), tmp_path, operations)


def test_operations_may_be_left_open(tmp_path: Path, tried: list[list[str]]) -> None:
    _prove(_THINGS, _THINGS | {"thing/c0.py": "X = 1\n"}, tmp_path, None)
    assert tried == [["thing.c0"]]


def test_a_changed_runtime_is_tried_with_everything(
    zoo_tree: dict[str, str], tmp_path: Path, tried: list[list[str]]
) -> None:
    path = next(each for each in zoo_tree if each.endswith("/_runtime/omit.py"))
    _prove(zoo_tree, zoo_tree | {path: f"{zoo_tree[path]}\nX = 1\n"}, tmp_path, None)
    assert tried == [_all_of(zoo_tree)]


def test_a_large_change_is_tried_with_everything_and_once(
    tmp_path: Path, tried: list[list[str]]
) -> None:
    many = {f"thing/c{number}.py": "X = 1\n" for number in range(6)}
    with pytest.raises(InputError, match="does not import"):
        _prove(_THINGS, _THINGS | many | {"thing/c1.py": "import nowhere\n"}, tmp_path)
    _prove({}, _THINGS, tmp_path / "first")
    assert tried == [_all_of(_THINGS)] * 2


def test_stand_ins_are_tried_with_everything(tmp_path: Path, tried: list[list[str]]) -> None:
    change = {"thing/c0.py": "X = 1\n"}
    _prove(_THINGS, _THINGS | change, tmp_path, **{"thing/own.py": ""})
    assert tried == [_all_of(_THINGS)]


def test_words_are_told_from_code(tmp_path: Path, tried: list[list[str]]) -> None:
    new = _THINGS | {"thing/c0.py": '"""New words."""\n', "thing/b.py": "", "README.md": "New."}
    trial = Trial(new, _put(_THINGS, tmp_path))
    assert trial.is_harmless([])
    assert trial.is_harmless(["thing/c0.py", "README.md", "LICENSE"])
    assert tried == []
    assert trial.is_harmless(["thing/c0.py", "thing/b.py"])
    assert tried == [["thing.b"]]


def test_a_small_change_is_tried_before_it_is_written(tmp_path: Path) -> None:
    """Neither what lies in the folder nor what is installed stands in for a module."""
    new = _THINGS | {"thing/b.py": "from .a import X as Y\nfrom . import c1\n"}
    old = _put(_THINGS | {"thing/gone.py": "", "jinja2/a.py": ""}, tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert Trial(new, old).is_harmless(["thing/b.py"])
    assert not Trial(new | {"thing/b.py": "from . import gone\n"}, old).is_harmless(["thing/b.py"])
    assert not Trial(new | {"thing/b.py": "import thing.gone\n"}, old).is_harmless(["thing/b.py"])
    others = {f"jinja2/c{number}.py": "" for number in range(9)}
    tree = others | {"jinja2/a.py": "import jinja2.environment\n"}
    assert not Trial(tree, old).is_harmless(["jinja2/a.py"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("in_fork", [True, False])
def test_a_module_is_loaded_from_its_text(
    zoo_tree: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, in_fork: bool
) -> None:
    monkeypatch.setattr(check, "_may_fork", lambda: in_fork and sys.platform == "linux")
    modules = {path: text for path, text in zoo_tree.items() if path.endswith(".py")}
    names = sorted({*map(check._module, filter(check._is_to_be_proved, modules))})
    found = check._outcome(names, tmp_path, modules)
    assert found == check._outcome(names, _put(zoo_tree, tmp_path / "written"))
    broken = modules | {"zoo_client/client.py": "def"}
    assert "invalid syntax" in check._outcome(names, tmp_path, broken)[1]


def test_words_are_not_tried(tmp_path: Path, tried: list[list[str]]) -> None:
    _prove(_THINGS, _THINGS | {"thing/c0.py": '"""New words."""\n'}, tmp_path)
    assert tried == []


def _all_of(tree: dict[str, str]) -> list[str]:
    return sorted({*map(check._module, filter(check._is_to_be_proved, tree))})
