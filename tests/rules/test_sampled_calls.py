"""Python samples of a document say what users call its operations."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.document import Document
from specquilt.openapi.edits import Set
from specquilt.openapi.operations import CALL, operations
from specquilt.openapi.walk import start
from specquilt.rules.engine.book import fix
from specquilt.rules.facts.python_samples import calls_in, samples_in
from specquilt.rules.names.sampled_call import check

CLIENT = "from quilts import Quilts\nclient = Quilts()\n"
LIST = f"{CLIENT}client.quilts.list()\n"


@pytest.mark.parametrize(
    ("sample", "calls"),
    [
        (LIST, {"quilts.list"}),
        ("client = quilts.Client(key='a')\nx = client.ping()", {"ping"}),
        ("async with Quilts() as c:\n    await c.quilts.sew(size=1)", {"quilts.sew"}),
        ("with Quilts() as c, c.quilts.stream() as s:\n    print(s)", {"quilts.stream"}),
        (f"{CLIENT}for q in client.quilts.list():\n  print(q.name.upper())", {"quilts.list"}),
        ("    client = Quilts()\n    client.quilts.list()", {"quilts.list"}),
        (f"{CLIENT}client.quilts._list()", set()),
        (f"{CLIENT}client()", set()),
        ("client.quilts.list()", set()),
        ("client = quilts.connect()\nclient.quilts.list()", set()),
        ("client = [Quilts][0]()\nclient.quilts.list()", set()),
        ("curl https://api.quilt.test", set()),
        ("client = Quilts()\nclient.quilts.list(\0)", set()),
        ("client = Quilts()\n'\\d'\nclient.quilts.list()", {"quilts.list"}),
        (LIST + "#" * 20_000, set()),
        ("(" * 5_000, set()),
    ],
)
def test_calls_are_read_from_methods_of_instances(sample: str, calls: set[str]) -> None:
    assert calls_in(sample) == calls


@pytest.mark.parametrize(
    "extension",
    [
        {"python": LIST},
        {"Python": LIST, "curl": "curl"},
        [{"lang": "Shell", "source": "curl"}, {"lang": "Python", "source": LIST}],
        {"examples": [{"request": {"python": LIST}}]},
        [{"code-samples": [{"sdk": "python", "code": LIST}]}],
        {"language": "python3", "code": LIST},
    ],
)
def test_samples_are_below_or_beside_the_name_of_the_language(extension: object) -> None:
    assert LIST in samples_in(extension)


def test_samples_deep_inside_of_an_extension_are_not_looked_for() -> None:
    deep: Any = {"python": LIST}
    for _ in range(2_000):
        deep = [deep]
    assert not list(samples_in(deep))


def _named(*samples: Any, **operation: Any) -> list[str | None]:
    """Return the calls of operations with these samples."""
    paths = {
        f"/p{number}": {
            "get": {
                "operationId": f"o{number}",
                "x-codeSamples": [{"lang": "python", "source": text} for text in texts],
                "responses": {"204": {"description": ""}},
                **operation,
            }
        }
        for number, texts in enumerate(samples)
    }
    info = {"title": "Quilts", "version": "1"}
    server = {"url": "https://api.quilt.test"}
    document = {"openapi": "3.1.0", "info": info, "servers": [server], "paths": paths}
    fixed, _ = fix(Document(document))
    return [each.value.get(CALL) for each in operations(fixed.data)]


def _sample(*calls: str) -> str:
    return CLIENT + "".join(f"client.{call}()\n" for call in calls)


@pytest.mark.parametrize(
    ("texts", "call"),
    [
        ([_sample("quilts.list")], "quilts.list"),
        ([_sample("quilts.list"), _sample("quilts.list", "ping")], "quilts.list"),
        ([_sample("quilts.list", "ping"), _sample("quilts.list")], "quilts.list"),
        ([_sample("quilts.find"), _sample("quilts.list")], "quilts.find"),
        ([_sample("quilts.list", "ping")], None),
        ([_sample("with_options"), _sample("quilts.list")], "quilts.list"),
        ([], None),
    ],
)
def test_the_call_of_all_samples_or_of_the_first_is_taken(texts: list[str], call: str) -> None:
    assert _named(texts) == [call]


@pytest.mark.parametrize("place", ["/components/pathItems/Lists", "/x-shared/lists"])
def test_samples_of_a_path_item_elsewhere_name_its_operations(place: str) -> None:
    operation = {
        "operationId": "o",
        "x-codeSamples": [{"lang": "python", "source": LIST}],
        "responses": {"204": {"description": ""}},
    }
    *above, name = place.strip("/").split("/")
    held: dict[str, Any] = {name: {"get": operation}}
    for part in reversed(above):
        held = {part: held}
    paths = {"/p": {"$ref": f"#{place}"}}
    document = {"openapi": "3.1.0", "info": {"title": "Q", "version": "1"}, "paths": paths} | held
    edits = [edit for each in check(start(Document(document))) for edit in each.edits]
    assert edits == [Set((*above, name, "get", CALL), "quilts.list")]


def test_a_call_that_samples_of_two_operations_show_is_that_of_neither() -> None:
    assert _named([LIST], [LIST], [_sample("ping")]) == [None, None, "ping"]


@pytest.mark.parametrize(
    "other",
    [
        {"requestBody": {"content": {"text/plain": {"example": {"python": LIST}}}}},
        {"x-note": "client = Quilts()\nclient.quilts.list()"},
        {"x-codeSamples": [{"lang": "Ruby", "source": LIST}]},
    ],
)
def test_only_what_an_extension_calls_python_is_a_sample(other: dict[str, Any]) -> None:
    assert _named([], **other) == [None]


def test_a_declared_name_takes_precedence() -> None:
    declared = {"x-fern-sdk-group-name": ["quilts"], "x-fern-sdk-method-name": "find"}
    assert _named([LIST], **declared) == ["quilts.find"]


def test_a_call_of_the_user_is_not_given_to_another_operation() -> None:
    own = {CALL: "quilts.list"}
    assert _named([LIST], **own) == ["quilts.list"]


@given(st.text(alphabet="client.=()Q a\n:,'\"\\[{", max_size=60))
def test_any_text_is_a_sample_or_none(text: str) -> None:
    assert all(isinstance(call, str) for call in calls_in(f"c = Q()\n{text}"))
