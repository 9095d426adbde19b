"""What the document says about its webhooks: their names, where these are found, and the signature.

``x-specquilt-webhooks`` of the document says what OpenAPI has no words for, usually by an overlay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from specquilt.api.payloads import Payload
from specquilt.api.received import ApiWebhooks
from specquilt.api.report import BuildReport
from specquilt.api.types import NamedSchema
from specquilt.api.value_types import Constants, Named, Type, UnionOf
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.values import listing, mapping

HINT: Final = "x-specquilt-webhooks"

SIGNATURES: Final[Mapping[str, Mapping[str, str]]] = {
    "standard": {
        "header": "webhook-signature",
        "signed": "{id}.{timestamp}.{body}",
        "prefix": "v1,",
        "separator": " ",
        "encoding": "base64",
        "id": "webhook-id",
        "timestamp": "webhook-timestamp",
        "secret_prefix": "whsec_",
    },
    "github": {"header": "x-hub-signature-256", "prefix": "sha256="},
    "slack": {
        "header": "x-slack-signature",
        "signed": "v0:{timestamp}:{body}",
        "prefix": "v0=",
        "timestamp": "x-slack-request-timestamp",
    },
    "stripe": {
        "header": "stripe-signature",
        "signed": "{timestamp}.{body}",
        "prefix": "v1=",
        "separator": ",",
        "timestamp": "t=",
    },
}
_VALUES: Final = {"encoding": ("hex", "base64"), "algorithm": ("sha1", "sha256", "sha512")}
KEYS: Final = {"algorithm", *SIGNATURES["standard"]}
_EXAMPLE: Final = "{signature: {header: X-Signature, prefix: sha256=}, event: [type]}"


class WebhookReader:
    """Reads the webhooks of a document.

    Args:
        schemas: Named schemas by id, to find what names a webhook in its body.
        report: Collects the findings.
    """

    def __init__(self, schemas: Mapping[str, NamedSchema], report: BuildReport) -> None:
        self._schemas, self._report = schemas, report

    def of(self, root: Cursor, payloads: Iterable[Payload]) -> ApiWebhooks | None:
        """Return the webhooks, or None if there are none.

        Raises:
            InputError: The hint cannot be used.
        """
        received = [each for each in payloads if each.is_webhook]
        known = {each.name for each in received}
        for name, place in root.entries("webhooks"):
            if name not in known:
                message = f"the webhook {name!r} has no JSON body, and so no class"
                self._report.add("unsupported-webhooks", Severity.INFO, message, place.pointer)
        if not received:
            return None
        hint = self._hint(root)
        events = {each.name: each.type for each in reversed(received)}
        event = tuple(listing(hint.get("event")))
        if not event and (field := self._naming_field(events.values())):
            event, events = (field,), self._by_constant(events.values(), field)
        return ApiWebhooks(tuple(sorted(events.items())), event, _signature(hint))

    def _hint(self, root: Cursor) -> Mapping[str, Any]:
        hint = root.get(HINT)
        problem = next(_problems(hint), None) if hint is not None else None
        if problem:
            message, advice = f"{HINT} {problem}", f"for example {_EXAMPLE}"
            raise self._report.error(
                "unsupported-webhooks-hint", message, root.pointer_to(HINT), advice
            )
        return mapping(hint)

    def _naming_field(self, types: Iterable[Type]) -> str | None:
        """Return the property whose constants tell all webhooks apart, if there is one."""
        listed = list(types)
        names = (each.wire for schema in self._objects(listed[0]) for each in schema.properties)
        for name in dict.fromkeys(names):
            values = [value for each in listed for value in set(self._constants(each, name))]
            complete = all(self._is_constant(each, name) for each in listed)
            if complete and len(set(values)) == len(values):
                return name
        return None

    def _by_constant(self, types: Iterable[Type], name: str) -> dict[str, Type]:
        return {value: each for each in types for value in self._constants(each, name)}

    def _is_constant(self, type_: Type, name: str) -> bool:
        found = [list(self._values(schema, name)) for schema in self._objects(type_)]
        return bool(found) and all(found)

    def _constants(self, type_: Type, name: str) -> Iterator[str]:
        for schema in self._objects(type_):
            yield from self._values(schema, name)

    def _values(self, schema: NamedSchema, name: str) -> Iterator[str]:
        """Yield the documented values of a property that has nothing but constants."""
        for each in schema.properties:
            type_ = self._alias(each.type)
            if each.wire == name and isinstance(type_, Constants):
                yield from (value for value in type_.values if isinstance(value, str))

    def _alias(self, type_: Type) -> Type | None:
        return self._schemas[type_.name].alias if isinstance(type_, Named) else type_

    def _objects(self, type_: Type | None) -> Iterator[NamedSchema]:
        """Yield the objects that a type can be."""
        if isinstance(type_, UnionOf):
            for member in type_.members:
                yield from self._objects(member)
        elif isinstance(type_, Named):
            schema = self._schemas[type_.name]
            if schema.alias is None:
                yield schema
            else:
                yield from self._objects(schema.alias)


def _signature(hint: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    given = hint.get("signature", "standard")
    fields = SIGNATURES[given] if isinstance(given, str) else given
    return tuple(fields.items())


def _problems(hint: Any) -> Iterator[str]:
    """Yield what is wrong with the hint."""
    given = mapping(hint)
    if not given:
        yield "has no keys: expected `signature`, `event` or both"
    if unknown := set(given) - {"signature", "event"}:
        yield f"has an unknown key: {min(unknown)!r}"
    if not all(isinstance(each, str) and each for each in _wrapped(given.get("event", []))):
        yield "has an invalid `event`: expected a list of fields and of `header.NAME`"
    signature = given.get("signature", "standard")
    if isinstance(signature, dict):
        yield from _problems_of_signature(signature)
    elif str(signature) not in SIGNATURES:
        yield f"has an unknown `signature`: expected {', '.join(SIGNATURES)} or an object"


def _wrapped(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def _problems_of_signature(signature: dict[str, Any]) -> Iterator[str]:
    if unknown := set(signature) - KEYS:
        yield f"has an unknown key of `signature`: {min(unknown)!r}"
    if not signature.get("header"):
        yield "needs a `header` of `signature`"
    if wrong := [key for key, value in signature.items() if not isinstance(value, str)]:
        yield f"has a `signature` whose {wrong[0]!r} is no text"
    if "{body}" not in str(signature.get("signed", "{body}")):
        yield "has a `signed` of `signature` without {body}"
    for key, values in _VALUES.items():
        if signature.get(key, values[0]) not in values:
            yield f"has a `signature` whose {key!r} is none of {', '.join(values)}"
