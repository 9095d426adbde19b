"""Packages that cannot be read in full: what can be read is compared, the rest is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from diff.parity.conftest import read
from diff.parity.packages import CACHED, written
from specquilt.openapi.finding import InputError

CLIENT = 'class Acme:\n    def list(self):\n        return self._get("/quilts")\n'


def _calls(package: Path, client: str = "") -> list[str]:
    return [each.call for each in read(package, client).methods]


def test_a_file_with_a_syntax_error_costs_what_is_in_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = {**CACHED, "resources/drawings.py": "def (:\n"}
    calls = _calls(written(tmp_path, broken))
    assert caplog.records == []
    assert "quilts.list" in calls
    assert not [call for call in calls if call.startswith("drawings")]


def test_a_package_that_cannot_be_parsed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="acme cannot be read"):
        read(written(tmp_path, {"__init__.py": "def (:\n"}))


def test_cyclic_imports_and_classes_that_hold_each_other_end(tmp_path: Path) -> None:
    files = {
        "__init__.py": "from .a import *\nfrom .b import Lost\n"
        + CLIENT
        + "    me: Acme\n    other: B\n"
        "class B:\n    back: Acme\n    b: B\n    def get(self):\n        return self._get('/b')\n",
        "a.py": "from .b import *\nfrom .b import Lost\n",
        "b.py": "from .a import *\nfrom .a import Lost\n",
    }
    assert _calls(written(tmp_path, files)) == ["list", "other.get"]


def test_classes_that_extend_each_other_end(tmp_path: Path) -> None:
    files = {
        "__init__.py": "class A(B): ...\nclass B(A): ...\n" + CLIENT.replace("Acme", "Acme(A)")
    }
    assert _calls(written(tmp_path, files)) == ["list"]


def test_methods_that_call_each_other_end(tmp_path: Path) -> None:
    more = "    def _a(self):\n        self._b()\n    def _b(self):\n        self._a()\n"
    more += "    def run(self):\n        self._a()\n"
    inventory = read(written(tmp_path, {"__init__.py": CLIENT + more}))
    assert {each.call: each.route is None for each in inventory.methods} == {
        "list": False,
        "run": True,
    }


def test_models_that_refer_to_each_other_end(tmp_path: Path) -> None:
    files = {
        "__init__.py": "from .types import Quilt\n"
        + CLIENT.replace("(self)", '(self) -> "Quilt"', 1),
        "types/__init__.py": "Both = Union['Quilt', 'Both', 'Patch']\n"
        "class Quilt:\n    patch: 'Patch'\n    both: Both\nclass Patch:\n    quilt: Quilt\n",
    }
    models = read(written(tmp_path, files)).models
    assert [each.name for each in models] == ["Both", "Patch", "Quilt"]


def test_a_large_file_is_read(tmp_path: Path) -> None:
    large = f'DATA = "{"x" * 10_000_000}"\n'
    assert _calls(written(tmp_path, {"__init__.py": CLIENT, "data.py": large})) == ["list"]


def test_a_file_that_is_not_utf_8_costs_what_is_in_it(tmp_path: Path) -> None:
    package = written(tmp_path, {"__init__.py": CLIENT})
    (package / "latin.py").write_bytes(b'NAME = "\xe9"\n')
    assert _calls(package) == ["list"]


@pytest.mark.parametrize("files", [{"__init__.py": ""}, {"__init__.py": "class Client: ...\n"}])
def test_without_a_client_the_error_says_how_to_name_it(
    tmp_path: Path, files: dict[str, str]
) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, files))
    assert "--client acme:Client" in caught.value.findings[0].help


def test_a_client_is_found_in_a_subpackage(tmp_path: Path) -> None:
    package = written(tmp_path, {"__init__.py": "", "sdk/__init__.py": CLIENT})
    assert read(package).client == "acme.sdk.Acme"


def test_of_clients_with_the_same_methods_the_one_that_others_extend_is_taken(
    tmp_path: Path,
) -> None:
    other = "class Cloud(Acme): ...\nclass Local(Cloud): ...\n"
    package = written(tmp_path, {"__init__.py": "from .all import Local, Cloud, Acme\n"})
    (package / "all.py").write_text(CLIENT + other, encoding="utf-8")
    assert read(package).client == "acme.all.Acme"


def test_a_client_can_be_named(tmp_path: Path) -> None:
    other = 'class Small:\n    def get(self):\n        return self._get("/small")\n'
    package = written(tmp_path, {"__init__.py": CLIENT, "other.py": other})
    assert _calls(package, "acme.other:Small") == ["get"]


def test_a_misspelled_client_gets_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, {"__init__.py": CLIENT}), "acme:Acne")
    assert caught.value.findings[0].help == "did you mean acme:Acme?"


def test_a_client_of_an_unlike_name_is_an_error_that_says_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, {"__init__.py": CLIENT}), "something else")
    assert caught.value.findings[0].help == "write MODULE:CLASS"
