"""Every command of README.md works as it says, in a folder that has what the commands name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from newcomer.machine import Machine
from newcomer.pages import ROOT, blocks, page
from pull.site import DocsSite, served, write_configuration

pytestmark = pytest.mark.long

README = page("README.md")
TYPED = [
    command for block in blocks(README) if block.language == "sh" for command in block.commands
]
JOB = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
ANSWER = {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Jobs", "version": "1", "description": "Jobs of quilters."},
    "servers": [{"url": "https://api.quilts.dev"}],
    "paths": {
        "/jobs/first": {
            "get": {
                "operationId": "first",
                "tags": ["jobs"],
                "responses": {"200": {"description": "A job.", "content": ANSWER}},
            }
        }
    },
    "components": {"schemas": {"Job": JOB}},
}
PAGE = f"# The first job\n\nGET https://api.quilts.dev/jobs/first\n\n```json\n{json.dumps(DOCUMENT, indent=1)}\n```\n"
EXCHANGE = {
    "method": "GET",
    "url": "https://api.quilts.dev/jobs/first",
    "request_headers": {},
    "request_body": None,
    "status": 200,
    "response_headers": {"content-type": "application/json"},
    "response_body": {"id": "1"},
}
APPLICATION = f"class Application:\n    def openapi(self):\n        return {DOCUMENT!r}\n\n\napp = Application()\n"
CODES = {"specquilt pull": 1}
"""Exit codes other than 0: 1 is a difference, as the README says, and the first pull is one."""


@pytest.fixture(scope="module")
def prepared(machine: Machine) -> Iterator[Machine]:
    """Yield a machine with the files that the README names, and a site that has them."""
    before = Path.cwd()
    os.chdir(machine.home)
    with served(DocsSite({"/a.md": PAGE, "/openapi.json": json.dumps(DOCUMENT)})) as site:
        site.index("/a.md")
        _write({"pages/first-job.md": PAGE, "app.py": APPLICATION})
        _write({name: json.dumps(DOCUMENT) for name in ("openapi.yaml", "old.yaml", "new.yaml")})
        _write({"recordings/one.jsonl": json.dumps(EXCHANGE)})
        write_configuration([f"{site.url}/llms.txt"], "[client]\noutput = '../../generated/jobs'\n")
        machine.environment["SITE"] = site.url
        yield machine
    os.chdir(before)


def _write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")


def _typed(command: str, machine: Machine) -> None:
    command = command.replace("https://example.com", machine.environment["SITE"])
    code, shown = machine.run(command)
    assert code == CODES.get(command, 0), f"{command}\n{shown}"


def test_the_commands_work_one_after_the_other(prepared: Machine) -> None:
    commands = [each for each in TYPED if each.split()[0] != "make"]
    assert len(commands) > 10
    for command in commands:
        if command == "specquilt diff --fail-on major":
            _commit(prepared)
        if command.startswith("specquilt serve"):
            with prepared.running(command) as address:
                assert urllib.request.urlopen(f"{address.strip()}/jobs/first").status == 200
        else:
            _typed(command, prepared)
    for written in ("my-client/my_client/client.py", "generated/jobs", "client", "openapi.yaml"):
        assert (prepared.home / written).exists()


def _commit(machine: Machine) -> None:
    who = "-c user.name=a -c user.email=a@quilts.dev"
    code, shown = machine.run(f"git init -q && git add -A && git {who} commit -qm One")
    assert code == 0, shown


@pytest.mark.skipif(shutil.which("make") is None, reason="requires make")
def test_make_generate_shows_its_work_in_a_fresh_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    (clone / ".venv").symlink_to(Path(sys.executable).parents[1])
    command = ["make", "-o", ".venv/.ready", "generate"]
    done = subprocess.run(command, cwd=clone, check=True, capture_output=True, text=True)
    work, verdict = done.stderr.splitlines()[-2:]
    assert " inputs read, " in work
    assert " findings fixed, 9 operations, " in work
    assert verdict == "specs/cohere: up to date"
    changed = ["git", "status", "--porcelain", "--", "specs", "generated"]
    assert subprocess.run(changed, cwd=clone, check=True, capture_output=True).stdout == b""


@pytest.mark.parametrize("name", ["README.md", "docs/scale.md"])
def test_python_with_the_committed_client_has_no_type_error(name: str, tmp_path: Path) -> None:
    (code,) = [block.text for block in blocks(page(name)) if block.language == "python"]
    (tmp_path / "use.py").write_text(code, "utf-8")
    package = ROOT / "generated/cohere-embed"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", os.devnull, "use.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(package)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
