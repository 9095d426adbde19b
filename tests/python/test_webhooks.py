"""The generated module of webhooks is there if the document has webhooks."""

from __future__ import annotations

import importlib
import json
from types import ModuleType
from typing import Any

import pytest

from python.zoo import ZOO, tree

SECRET = "whsec_c2VjcmV0"


@pytest.fixture
def webhooks(zoo: ModuleType) -> Any:
    """Return the module of the zoo."""
    return importlib.import_module(f"{zoo.__name__}.webhooks")


def _received(webhooks: Any, event: dict[str, Any]) -> Any:
    body = json.dumps(event).encode()
    return webhooks.unwrap(body, webhooks.sign(body, SECRET), SECRET)


def test_events_have_the_classes_of_the_document(zoo: ModuleType, webhooks: Any) -> None:
    cat = _received(webhooks, {"kind": "cat", "id": "1"})
    assert isinstance(cat, zoo.types.Cat)
    assert isinstance(_received(webhooks, {"kind": "escape"}), zoo.types.EscapedPayload)
    assert _received(webhooks, {"kind": "flood"}) == webhooks.UnknownEvent(
        "flood", {"kind": "flood"}
    )


def test_errors_belong_to_the_hierarchy_of_the_package(zoo: ModuleType, webhooks: Any) -> None:
    with pytest.raises(webhooks.SignatureError) as caught:
        webhooks.unwrap(b"{}", {}, SECRET)
    assert isinstance(caught.value, zoo.SDKError)
    assert str(caught.value) == "the header 'webhook-signature' is missing"


def test_a_single_event_is_no_union() -> None:
    spec = ZOO | {"webhooks": {"escaped": ZOO["webhooks"]["escaped"]}}
    module = tree(spec)["zoo_client/webhooks.py"]
    assert '_Known: TypeAlias = "types.EscapedPayload"' in module
    assert (
        '_Known: TypeAlias = Union["types.Cat", "types.EscapedPayload"]'
        in tree(ZOO)["zoo_client/webhooks.py"]
    )


def test_package_without_webhooks_has_no_such_module() -> None:
    spec = {key: value for key, value in ZOO.items() if key != "webhooks"}
    assert not [path for path in tree(spec) if "webhooks" in path]
    assert [path for path in tree(ZOO) if "webhooks" in path] == [
        "zoo_client/_runtime/webhooks/__init__.py",
        "zoo_client/_runtime/webhooks/received.py",
        "zoo_client/_runtime/webhooks/signature.py",
        "zoo_client/webhooks.py",
    ]
