"""``specquilt generate module:name``: the application is imported and asked for its document."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from specquilt.cli import applications
from specquilt.cli.main import main
from specquilt.openapi.load import received

APPLICATION = """\
print("the application says something")

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Quilts", "version": "1"},
    "servers": [{"url": "https://quilts.dev"}],
    "paths": {"/quilts": {"get": {"operationId": "list", "responses": {"204": {"description": "-"}}}}},
}

class FastAPI:
    def openapi(self): return DOCUMENT

class NinjaAPI:
    def get_openapi_schema(self): return DOCUMENT

class Litestar:
    class openapi_schema:
        def to_schema(): return DOCUMENT

class Smorest:
    class spec:
        def to_dict(): return DOCUMENT

class Broken:
    def openapi(self): raise ZeroDivisionError("a bug of the user")

class Exits:
    def openapi(self): raise SystemExit("no settings")

class Plain:
    openapi = "3.1.0"

apps = type("Apps", (), {"fastapi": FastAPI()})
fastapi, ninja, litestar, smorest = FastAPI(), NinjaAPI(), Litestar(), Smorest()
broken, exits, plain = Broken(), Exits(), Plain()
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(received, "_RECEIVED", {})
    monkeypatch.setattr(sys, "path_importer_cache", {})
    monkeypatch.delitem(sys.modules, "quilt_server", raising=False)
    Path("quilt_server.py").write_text(APPLICATION, "utf-8")


@pytest.mark.parametrize("name", ["fastapi", "ninja", "litestar", "smorest", "apps.fastapi"])
def test_an_application_has_a_document(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", f"quilt_server:{name}"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("openapi: 3.1.0\n")
    assert "the application says something" in printed.err


def test_a_client_is_generated_for_an_application(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "quilt_server:fastapi"]) == 0
    assert "quilt_server:fastapi: written to ./quilts." in capsys.readouterr().err
    assert main(["generate", "--check", "quilt_server:fastapi"]) == 0
    assert "." not in sys.path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("quilt_server:gone", "AttributeError: module 'quilt_server' has no attribute 'gone'"),
        ("quilt_server:plain", "is a Plain, which has no OpenAPI document"),
        ("quilt_server:broken", "ZeroDivisionError: a bug of the user"),
        ("quilt_server:exits", "SystemExit: no settings"),
        ("no_such_module:app", "ModuleNotFoundError: No module named 'no_such_module'"),
    ],
)
def test_what_is_no_application_is_refused(
    name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", name]) == 2
    printed = capsys.readouterr().err
    assert "error[application-failed]" in printed
    assert message in printed
    assert "." not in sys.path


@pytest.mark.parametrize(
    "word",
    [
        "openapi.yaml",
        "c:api",
        "C:api.yaml",
        "a/b:app",
        "https://quilts.dev",
        ":app",
        "app:",
        "1a:b",
    ],
)
def test_other_words_name_no_application(word: str) -> None:
    assert not applications.is_name(word)


def test_a_file_is_no_application() -> None:
    assert applications.is_name("quilt_server:fastapi")
    Path("quilt_server:fastapi").write_text("", "utf-8")
    assert not applications.is_name("quilt_server:fastapi")


def test_files_of_a_revision_are_no_applications(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "quilt_server:fastapi", "quilt_server:ninja"]) == 2
    assert "quilt_server" not in sys.modules
    assert "in no Git repository" in capsys.readouterr().err
