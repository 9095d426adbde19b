"""Names of arguments are proposed for what is sent under the same name, never for names that are alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from diff.parity.packages import TRAP, written
from specquilt.cli.main import main
from specquilt.comparison.parity.inventory import PublicArgument, PublicMethod, Route, Sent
from specquilt.comparison.parity.match import Status
from specquilt.comparison.parity.match_methods import MethodMatch
from specquilt.comparison.parity.propose_arguments import propose_arguments

BODY = ""


def _argument(name: str, wire: str | None = None) -> PublicArgument:
    return PublicArgument(name, sent=None if wire is None else Sent(wire))


def _match(
    path: str, theirs: Mapping[str, str | None], ours: dict[str, str], theirs_path: str = ""
) -> MethodMatch:
    """Return a pair of methods: names of arguments with what they are sent as."""
    mine = [
        PublicArgument(name, (), f"{{{wire}}}" in path, Sent(wire)) for name, wire in ours.items()
    ]
    others = [
        PublicArgument(name, (), f"{{{name}}}" in theirs_path, wire if wire is None else Sent(wire))
        for name, wire in theirs.items()
    ]
    route = Route("GET", theirs_path or path)
    left = PublicMethod("quilts.list", route, tuple(others))
    right = PublicMethod("quilts.find", Route("GET", path), tuple(mine))
    return MethodMatch(left, right, Status.RENAMED)


def test_what_one_operation_sends_is_named_there() -> None:
    assert propose_arguments([_match("/a", {"size": "page-size"}, {"page_size": "page-size"})]) == {
        "GET /a parameters.page-size": "size"
    }


def test_what_all_operations_send_is_named_everywhere() -> None:
    names = {"betas": "X-Beta"}
    matches = [_match("/a", names, {"x_beta": "X-Beta"}), _match("/b", names, {"x_beta": "X-Beta"})]
    assert propose_arguments(matches) == {"parameters.X-Beta": "betas"}


def test_two_methods_of_one_operation_are_one_operation() -> None:
    matches = [_match("/a", {"n": "limit"}, {"limit": "limit"})] * 2
    assert propose_arguments(matches) == {"GET /a parameters.limit": "n"}


@pytest.mark.parametrize("other", [{"limit": "limit"}, {"limit": None}, {"most": "limit"}])
def test_names_on_which_operations_disagree_are_named_one_by_one(
    other: dict[str, str | None],
) -> None:
    ours = {"limit": "limit"}
    matches = [_match(f"/{at}", {"n": "limit"}, ours) for at in "ab"]
    found = propose_arguments([*matches, _match("/c", other, ours)])
    expected = {f"GET /{at} parameters.limit": "n" for at in "ab"}
    more = {"GET /c parameters.limit": "most"} if "most" in other else {}
    assert found == expected | more


def test_a_name_that_two_arguments_of_an_operation_would_get_is_not_proposed_for_all() -> None:
    matches = [_match(f"/{at}", {"n": "limit"}, {"limit": "limit"}) for at in "ab"]
    both = _match("/c", {"limit": "limit"}, {"limit": "limit", "body_limit": "limit"})
    assert "parameters.limit" not in propose_arguments([*matches, both])


def test_headers_have_no_case() -> None:
    assert propose_arguments([_match("/a", {"betas": "x-beta"}, {"x_beta": "X-Beta"})]) == {
        "GET /a parameters.X-Beta": "betas"
    }


def test_a_body_that_is_one_argument_is_called_body() -> None:
    assert propose_arguments([_match("/a", {"request": BODY}, {"body": BODY})]) == {
        "GET /a parameters.body": "request"
    }


def test_parts_of_the_path_are_named_by_their_places() -> None:
    ours = {"quilt_id": "quilt_id", "patch_id": "patch_id"}
    theirs: dict[str, str | None] = {"patch": None, "quilt": None}
    path, theirs_path = "/q/{quilt_id}/p/{patch_id}", "/q/{quilt}/p/{patch}"
    assert propose_arguments([_match(path, theirs, ours, theirs_path)]) == {
        "GET /q/{quilt_id}/p/{patch_id} parameters.quilt_id": "quilt",
        "GET /q/{quilt_id}/p/{patch_id} parameters.patch_id": "patch",
    }


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"pagesize": None}, {"page_size": "page_size"}),
        ({"page_sizes": None}, {"page_size": "page_size"}),
        ({"pagesize": "pagesize"}, {"page_size": "page_size"}),
        ({"page_size": "page_size"}, {"page_size": "page_size"}),
        ({"size": "id"}, {"id": "id", "size": "size"}),
        ({"name": "id"}, {"id": "id", "body_id": "id"}),
        ({"query_id": "id", "body_id": "id"}, {"id": "id"}),
        ({"class": "id"}, {"id": "id"}),
        ({"_id": "id"}, {"id": "id"}),
        ({"options": "id"}, {"id": "id"}),
    ],
)
def test_nothing_is_proposed_without_evidence_or_for_names_that_cannot_be(
    theirs: dict[str, str | None], ours: dict[str, str]
) -> None:
    assert propose_arguments([_match("/a", theirs, ours)]) == {}


def test_names_may_change_places() -> None:
    ours = {"x_id": "x-id", "id": "id"}
    assert propose_arguments([_match("/a", {"id": "x-id", "key": "id"}, ours)]) == {
        "GET /a parameters.x-id": "id",
        "GET /a parameters.id": "key",
    }


def test_methods_without_a_counterpart_propose_nothing() -> None:
    theirs = PublicMethod("quilts.list", Route("GET", "/a"), (_argument("n", "limit"),))
    assert propose_arguments([MethodMatch(theirs, None, Status.MISSING)]) == {}


DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilt API, version: "1"}
servers: [{url: https://api.quilt.test}]
paths:
  /quilts:
    get:
      operationId: listQuilts
      tags: [quilts]
      parameters:
        - {name: page-size, in: query, schema: {type: integer}}
        - {name: x-beta, in: header, schema: {type: string}}
      responses: {"204": {description: Done}}
    post:
      operationId: createQuilt
      tags: [quilts]
      parameters: [{name: x-beta, in: header, schema: {type: string}}]
      requestBody:
        content: {application/json: {schema: {type: array, items: {type: string}}}}
      responses: {"204": {description: Done}}
  /quilts/{quilt-id}:
    parameters: [{name: quilt-id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getQuilt
      tags: [quilts]
      responses: {"204": {description: Done}}
"""
PACKAGE = {
    "__init__.py": """
class Quilts:
    def list(self, *, size, betas):
        return self._get("/quilts", query={"page-size": size}, headers={"X-Beta": betas})
    def create(self, *, request, betas):
        return self._post("/quilts", json=request, headers={"X-Beta": ",".join(betas)})
    def get(self, quilt):
        return self._get(f"/quilts/{quilt}")
class Acme:
    quilts: Quilts
"""
    + TRAP
}


def test_proposed_names_make_arguments_present(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, PACKAGE)
    Path("quilts.yaml").write_text(DOCUMENT, encoding="utf-8")
    Path("specquilt.toml").write_text('[sources]\npages = ["quilts.yaml"]\n', encoding="utf-8")
    command = ["diff", "--against-installed", "acme", "--config", "specquilt.toml"]
    assert main([*command, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rates"]["arguments"], report["proposed"]["arguments"]) == (0.0, 1.0)
    assert report["proposed_names"] == {
        "GET /quilts": "list",
        "POST /quilts": "create",
        "GET /quilts/{quilt-id}": "get",
        "GET /quilts parameters.page-size": "size",
        "POST /quilts parameters.body": "request",
        "GET /quilts/{quilt-id} parameters.quilt-id": "quilt",
        "parameters.x-beta": "betas",
    }
    main(command)
    proposal = capsys.readouterr().out.partition("put this into specquilt.toml:\n")[2]
    with Path("specquilt.toml").open("a", encoding="utf-8") as file:
        file.write(proposal)
    assert main(command) == 0
