"""Clients of three shapes are read without importing them, and matched with the document."""

from __future__ import annotations

import pytest

from specquilt.comparison.parity.inventory import Inventory
from specquilt.comparison.parity.match import NameMatch, Parity, Status


def _found(parity: Parity, kind: str) -> dict[str, tuple[str, str]]:
    return {each.theirs: (str(each.status), each.ours) for each in parity.names[kind]}


@pytest.mark.parametrize(
    ("shape", "client"),
    [
        ("cached", "acme._client.Acme"),
        ("lazy", "acme.client.AcmeClient"),
        ("annotated", "acme.sdk.AcmeSDK"),
    ],
)
def test_the_client_is_the_sync_class_with_the_most_requests(
    theirs: dict[str, Inventory], shape: str, client: str
) -> None:
    assert theirs[shape].client == client


@pytest.mark.parametrize(
    ("shape", "methods"),
    [
        (
            "cached",
            {
                "quilts.list": ("present", "quilts.list"),
                "quilts.create": ("present", "quilts.create"),
                "quilts.retrieve": ("renamed", "quilts.get"),
                "quilts.archive": ("missing", ""),
                "drawings.create": ("renamed", "drawings.draw_quilt"),
            },
        ),
        (
            "lazy",
            {
                "status": ("missing", ""),
                "quilts.list": ("present", "quilts.list"),
                "quilts.list_stream": ("missing", ""),
                "quilts.fetch": ("renamed", "quilts.get"),
                "quilts.create": ("present", "quilts.create"),
                "drawings.draw": ("renamed", "drawings.draw_quilt"),
                "drawings.draw_stream": ("renamed", "drawings.draw_quilt_stream"),
            },
        ),
        (
            "annotated",
            {
                "quilts.get_quilt": ("renamed", "quilts.get"),
                "quilts.create": ("present", "quilts.create"),
                "drawings.draw": ("renamed", "drawings.draw_quilt"),
            },
        ),
    ],
)
def test_methods_are_matched_by_calls_and_requests(
    parities: dict[str, Parity], shape: str, methods: dict[str, tuple[str, str]]
) -> None:
    assert _found(parities[shape], "methods") == methods


def test_methods_written_by_hand_are_listed_with_the_reason(parities: dict[str, Parity]) -> None:
    assert {each.call: each.reason for each in parities["cached"].excluded} == {
        "quilts.create_and_wait": "its code has no request with a literal path",
        "drawings.parse": "sends the request of drawings.create",
    }


@pytest.mark.parametrize(
    ("shape", "arguments"),
    [
        (
            "cached",
            {
                "quilts.list(page_size)": ("present", "page_size"),
                "quilts.create(title)": ("present", "title"),
                "quilts.create(kind)": ("missing", ""),
                "quilts.create(patches)": ("present", "patches"),
                "quilts.retrieve(quilt_id)": ("present", "quilt_id"),
                "drawings.create(text)": ("present", "text"),
                "drawings.create(stream)": ("renamed", "drawings.draw_quilt_stream"),
            },
        ),
        (
            "lazy",
            {
                "quilts.list(page_size)": ("present", "page_size"),
                "quilts.fetch(id)": ("renamed", "quilt_id"),
                "quilts.create(name)": ("renamed", "title"),
                "quilts.create(parts)": ("missing", ""),
                "quilts.create(pieces)": ("missing", ""),
                "drawings.draw(text)": ("present", "text"),
                "drawings.draw_stream(text)": ("present", "text"),
            },
        ),
        (
            "annotated",
            {
                "quilts.get_quilt(quilt)": ("renamed", "quilt_id"),
                "quilts.create(title)": ("present", "title"),
                "quilts.create(patches)": ("present", "patches"),
                "drawings.draw(text)": ("present", "text"),
            },
        ),
    ],
)
def test_arguments_are_compared_without_those_of_the_library(
    parities: dict[str, Parity], shape: str, arguments: dict[str, tuple[str, str]]
) -> None:
    assert _found(parities[shape], "arguments") == arguments


def test_a_stream_that_no_response_describes_is_missing(parities: dict[str, Parity]) -> None:
    notes = {each.theirs: each.note for each in parities["lazy"].names["methods"]}
    assert notes["quilts.list_stream"] == "the document describes no stream"


def test_an_argument_with_one_value_is_said_to_be_always_sent(parities: dict[str, Parity]) -> None:
    kind = NameMatch("quilts.create(kind)", Status.MISSING, "", "always sent: it has one value")
    assert kind in parities["cached"].names["arguments"]


def test_models_of_other_names_are_matched_by_where_they_are_used(
    parities: dict[str, Parity],
) -> None:
    assert _found(parities["cached"], "models") == {
        "Dimensions": ("renamed", "QuiltSize"),
        "Drawing": ("present", "Drawing"),
        "DrawingEvent": ("renamed", "Stroke"),
        "PatchParam": ("present", "PatchParam"),
        "Quilt": ("present", "Quilt"),
        "QuiltPage": ("renamed", "QuiltList"),
        "QuiltPatch": ("renamed", "Patch"),
    }


def test_a_dict_type_is_no_model_of_its_own(theirs: dict[str, Inventory]) -> None:
    models = {each.name: each.other_names for each in theirs["annotated"].models}
    assert models == {"Drawing": (), "Patch": ("PatchTypedDict",), "Quilt": ()}


@pytest.mark.parametrize(
    ("shape", "errors"),
    [
        (
            "cached",
            {
                "NotFoundError": ("present", "NotFoundError"),
                "ConflictError": ("missing", ""),
                "RateLimitError": ("renamed", "TooManyRequestsError"),
            },
        ),
        ("lazy", {"NotFoundError": ("present", "NotFoundError")}),
        ("annotated", {"SlowDown": ("renamed", "TooManyRequestsError")}),
    ],
)
def test_exceptions_are_matched_by_names_and_statuses(
    parities: dict[str, Parity], shape: str, errors: dict[str, tuple[str, str]]
) -> None:
    assert _found(parities[shape], "errors") == errors


def test_what_the_package_does_not_have_is_listed(parities: dict[str, Parity]) -> None:
    assert parities["annotated"].added == ("quilts.list", "drawings.draw_quilt_stream")


def test_names_and_aliases_are_proposed(parities: dict[str, Parity]) -> None:
    assert parities["cached"].proposed_names == {
        "GET /quilts/{quilt_id}": "quilts.retrieve",
        "POST /drawings": "drawings.create",
        "schemas.QuiltList": "QuiltPage",
        "schemas.Patch": "QuiltPatch",
        "schemas.Stroke": "DrawingEvent",
    }
    assert parities["cached"].proposed_aliases["schemas.Dimensions"] == "QuiltSize"
