"""A new package is imported before it replaces the old one. Importing has no side effects."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from types import CodeType
from typing import ForwardRef

import pytest

from python.proved import write
from python.zoo import ZOO
from specquilt.openapi.finding import InputError
from specquilt.openapi.operations import operation_names
from specquilt.python.format.files import format_tree
from specquilt.python.format.words import only_words_changed
from specquilt.python.smoke_import import child
from specquilt.python.smoke_import.check import THE_SAME

PACKAGE = Path(__file__).parents[2] / "generated/cohere-embed/cohere_embed"
TREE = {"README.md": "Hello.\n", "thing/__init__.py": "X = 1\n", "thing/a.py": "Y = 2\n"}
MODEL = (
    "import pydantic\n"
    "class Model(pydantic.BaseModel):\n"
    "    model_config = pydantic.ConfigDict(defer_build=True)\n"
)


@pytest.fixture(params=["fork", "interpreter"])
def process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Import packages in a fork or in another interpreter."""
    if request.param == "fork" and sys.platform != "linux":
        pytest.skip("packages are tried in a fork on Linux only")
    monkeypatch.setattr(
        "specquilt.python.smoke_import.check._may_fork", lambda: request.param == "fork"
    )
    return str(request.param)


@pytest.mark.usefixtures("process")
@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import pathlib; pathlib.Path('canary').write_text('x')",
        "import os; os.mkdir('canary')",
    ],
)
def test_a_package_does_nothing_while_it_is_imported(
    tmp_path: Path, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="while the package is imported"):
        write(TREE | {"thing/a.py": f"{deed}\n"}, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("process")
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise ValueError('no')", "ValueError: no"),
        ("import sys; sys.exit('gone')", "gone"),
        ("import nowhere_to_be_found", "No module named 'nowhere_to_be_found'"),
        (f"{MODEL}    x: 'Nowhere'", "name 'Nowhere' is not defined"),
        (f"{MODEL}    x: str = pydantic.Field(pattern='(')", "SchemaError"),
    ],
)
def test_a_package_that_does_not_import_is_refused(tmp_path: Path, code: str, reason: str) -> None:
    with pytest.raises(InputError, match=f"does not import: .*{reason}"):
        write(TREE | {"thing/a.py": f"{code}\n"}, tmp_path / "out")


@pytest.mark.usefixtures("process")
def test_a_runtime_that_differs_from_ours_is_imported_itself(tmp_path: Path) -> None:
    text = (files("specquilt") / "python/runtime/omit.py").read_text("utf-8")
    tree = TREE | {
        "thing/a.py": "import thing._runtime.omit\n",
        "thing/_runtime/omit.py": f"#\n{text}",
    }
    write(tree, tmp_path / "out", operations=[])
    changed = tree | {"thing/_runtime/omit.py": f"#\n{text}raise ValueError('ours no more')\n"}
    with pytest.raises(InputError, match="does not import: ValueError: ours no more"):
        write(changed, tmp_path / "other", operations=[])


@pytest.mark.usefixtures("process")
def test_equal_annotations_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _code_of("list[int]") is not _code_of("list[int]")
    monkeypatch.setitem(vars(sys.modules[ForwardRef.__module__]), "compile", compile)
    child._compile_annotations_once()
    assert _code_of("list[int]") is _code_of("list[int]")


def _code_of(annotation: str) -> CodeType:
    code: CodeType = ForwardRef(annotation).__forward_code__
    return code


def test_a_package_that_ends_the_process_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not import: exit code 3"):
        write(TREE | {"thing/a.py": "import os; os._exit(3)\n"}, tmp_path / "out")


@pytest.mark.usefixtures("process")
def test_a_package_is_not_taken_for_a_module_of_the_same_name(tmp_path: Path) -> None:
    tree = {"jinja2/__init__.py": "X = 1\n", "jinja2/a.py": "from jinja2 import X\n"}
    write(tree, tmp_path / "out", operations=[])
    broken = tree | {"jinja2/a.py": "from jinja2 import Y\n"}
    with pytest.raises(InputError, match="cannot import name 'Y'"):
        write(broken, tmp_path / "other", operations=[])


@pytest.mark.usefixtures("process")
def test_what_a_package_prints_is_not_heard(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(TREE | {"thing/a.py": "print('noise')\n"}, tmp_path / "out", operations=[])
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("process")
def test_a_package_that_does_not_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.python.smoke_import.check.TIME_LIMIT", 0.5)
    with pytest.raises(InputError, match="takes more than"):
        write(TREE | {"thing/a.py": "while True: pass\n"}, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("process")
def test_every_operation_has_its_method(zoo_tree: dict[str, str], tmp_path: Path) -> None:
    operations = operation_names(ZOO)
    write(zoo_tree, tmp_path / "out", operations=operations)
    with pytest.raises(InputError, match="no method for GET /forgotten"):
        write(zoo_tree, tmp_path / "b", operations=[*operations, "GET /forgotten"])
    with pytest.raises(InputError, match="no operation asks for"):
        write(zoo_tree, tmp_path / "c", operations=operations[1:])


@pytest.mark.parametrize("name", sorted(THE_SAME))
def test_only_what_is_the_same_in_all_packages_is_not_tried(
    zoo_tree: dict[str, str], tmp_path: Path, name: str
) -> None:
    (path,) = (each for each in zoo_tree if each.count("/") == 1 and each.endswith(f"/{name}"))
    assert zoo_tree[path] == (PACKAGE / name).read_text("utf-8")
    write(zoo_tree | {path: "raise ValueError\n"}, tmp_path / "out")
    with pytest.raises(InputError, match="does not import"):
        write(zoo_tree | {f"zoo/resources/{name}": "raise ValueError\n"}, tmp_path / "other")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (
            'def f():\n    """Old words."""\n    return 1\n',
            'def f():\n    """New.\n\n    And more.\n    """\n    return 1\n',
            True,
        ),
        ('class A:\n    x = 1\n    """An x."""\n', "class A:\n    x = 1\n", True),
        ('"""a""".split()\n', '"""b""".split()\n', False),
        ('x = 1\n"""a"""; print("""b""")\n', "x = 1\n", False),
        ("def f():\n    return 1\n", "def f():\n    return 2\n", False),
        ("x = 'text'\n", "x = 'other text'\n", False),
        ("x = 1\n", None, False),
        ("x =", "x = 1\n", False),
    ],
)
def test_a_change_of_words_is_distinguished_from_one_of_code(
    tmp_path: Path, before: str, after: str | None, same: bool
) -> None:
    (tmp_path / "x.py").write_text(before)
    assert only_words_changed(tmp_path / "x.py", after) is same


def test_formatting_leaves_the_runtime_and_other_files_alone() -> None:
    tree = {"x.py": "x = {'a':1}", "p/_runtime/y.py": "y=1", "z.md": "a  b"}
    assert format_tree(tree) == tree | {"x.py": 'x = {"a": 1}\n'}


def test_invalid_python_is_reported() -> None:
    with pytest.raises(InputError, match="broken-output"):
        format_tree({"x.py": "def"})


def test_the_runtime_of_a_package_is_known_to_be_a_copy(zoo_tree: dict[str, str]) -> None:
    """Otherwise it would be compiled again, in a tenth of the time of a small document."""
    parts = ((path.partition("/_runtime/")[2], text) for path, text in zoo_tree.items())
    copies = {inside: text for inside, text in parts if inside}
    for inside, text in copies.items():
        assert child._is_copy(text.encode(), child._RUNTIME / inside), inside
    assert "model.py" in copies


@pytest.mark.skipif(sys.platform != "linux", reason="packages are tried in a fork on Linux only")
@pytest.mark.parametrize("is_wanted", [True, False])
def test_bytecode_of_our_own_runtime_is_kept_as_an_import_keeps_it(
    tmp_path: Path, is_wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.python.smoke_import.check._may_fork", lambda: True)
    monkeypatch.setattr("specquilt.python.smoke_import.child._RUNTIME", tmp_path / "runtime")
    monkeypatch.setattr("specquilt.python.smoke_import.child._NO_BYTECODE", not is_wanted)
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime" / "omit.py").write_text("OMIT = 1\n")
    tree = {"thing/a.py": "import thing._runtime.omit\n", "thing/_runtime/omit.py": "#\nOMIT = 1\n"}
    write(TREE | tree, tmp_path / "out", operations=[])
    assert (tmp_path / "runtime" / "__pycache__").is_dir() == is_wanted
    assert not list((tmp_path / "out").rglob("__pycache__"))
