"""Single slips in a clean document: what a hand or an exporter gets wrong, at every key."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from specquilt.openapi.document import clone
from specquilt.openapi.pointer import Pointer, resolve

CLEAN: Final = Path(__file__).parents[1] / "rules" / "clean.yaml"
SEED: Final = 20261121

_MORE: Final = """\
info: {summary: Quilts, contact: {name: Makers, email: a@quilt.test}, license: {name: MIT, url: 'https://a.test'}}
externalDocs: {url: 'https://quilt.test', description: More}
paths:
  /threads:
    summary: Threads
    get:
      operationId: list_threads
      summary: List threads
      deprecated: true
      externalDocs: {url: 'https://quilt.test'}
      security: [{keyAuth: []}, {oauth: ['read']}]
      servers: [{url: 'https://{host}.quilt.test', variables: {host: {default: api, enum: [api, eu]}}}]
      parameters:
        - {name: colours, in: query, style: form, explode: false, required: true, deprecated: true,
           description: Colours, schema: {type: array, items: {type: string}, minItems: 1}}
        - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
        - {$ref: '#/components/parameters/Session'}
      responses:
        '200':
          description: Threads
          links: {next: {operationId: list_threads, parameters: {colours: red}}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Thread'}
              examples: {one: {summary: One, value: {kind: silk, length: 3}}}
        default: {$ref: '#/components/responses/TooManyRequestsError'}
components:
  parameters:
    Session: {name: session, in: cookie, schema: {type: string, maxLength: 9}}
  securitySchemes:
    keyAuth: {type: apiKey, in: header, name: X-Key}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.test/t', scopes: {read: Read}}}}
  schemas:
    Thread:
      oneOf: [{$ref: '#/components/schemas/Silk'}, {$ref: '#/components/schemas/Wool'}]
      discriminator: {propertyName: kind, mapping: {silk: '#/components/schemas/Silk'}}
    Silk:
      type: object
      required: [kind]
      properties: {kind: {type: string, const: silk}, length: {type: number, exclusiveMinimum: 0}}
    Wool:
      allOf: [{type: object, properties: {kind: {type: string}}}]
      additionalProperties: {type: integer, format: int64}
      externalDocs: {url: 'https://quilt.test'}
"""


class Slip(NamedTuple):
    """One error: what is done to the value at a place."""

    kind: str
    place: Pointer


def clean_document() -> dict[str, Any]:
    """Return a document without faults that uses most objects of OpenAPI."""
    document: dict[str, Any] = yaml.safe_load(CLEAN.read_text(encoding="utf-8"))
    _add(document, yaml.safe_load(_MORE))
    return document


def slips(document: dict[str, Any], count: int) -> list[Slip]:
    """Return so many of the possible slips, always the same ones."""
    possible = [slip for slip in _possible(document) if with_slip(document, slip) != document]
    return random.Random(SEED).sample(possible, min(count, len(possible)))


def with_slip(document: dict[str, Any], slip: Slip) -> dict[str, Any]:
    """Return a copy of the document with an error."""
    changed: dict[str, Any] = clone(document)
    _SLIPS[slip.kind](changed, slip.place)
    return changed


def _possible(document: dict[str, Any]) -> Iterator[Slip]:
    return (Slip(kind, place) for place in _keys(document, ()) for kind in _SLIPS)


def _keys(value: Any, at: Pointer) -> Iterator[Pointer]:
    """Yield the places of all keys of mappings, except the version of OpenAPI."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if isinstance(value, dict) and (*at, key) != ("openapi",):
            yield (*at, key)
        if isinstance(inner, dict | list):
            yield from _keys(inner, (*at, key))


def _add(document: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(document.get(key), dict):
            _add(document[key], value)
        else:
            document[key] = value


def _replaced(convert: Callable[[Any], Any]) -> Callable[[dict[str, Any], Pointer], None]:
    def change(document: dict[str, Any], place: Pointer) -> None:
        holder = resolve(document, place[:-1])
        holder[place[-1]] = convert(holder[place[-1]])

    return change


def _other_container(value: Any) -> Any:
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, list):
        return {str(number): item for number, item in enumerate(value)}
    return {"value": value}


def _other_case(document: dict[str, Any], place: Pointer) -> None:
    holder = resolve(document, place[:-1])
    key = str(place[-1])
    holder[key.capitalize() if key.capitalize() != key else key.upper()] = holder.pop(place[-1])


def _higher(document: dict[str, Any], place: Pointer) -> None:
    above = next((at for at in _above(place) if isinstance(resolve(document, at), dict)), None)
    if above is not None:
        resolve(document, above).setdefault(*_taken(document, place))


def _above(place: Pointer) -> Iterator[Pointer]:
    return (place[:length] for length in range(len(place) - 2, -1, -1))


def _lower(document: dict[str, Any], place: Pointer) -> None:
    holder = resolve(document, place[:-1])
    inner = [each for key, each in holder.items() if key != place[-1] and isinstance(each, dict)]
    if inner:
        inner[0].setdefault(*_taken(document, place))


def _taken(document: dict[str, Any], place: Pointer) -> tuple[Any, Any]:
    return place[-1], resolve(document, place[:-1]).pop(place[-1])


_EMPTY: Final[dict[type, Callable[[], Any]]] = {dict: dict, list: list}
_SLIPS: Final[dict[str, Callable[[dict[str, Any], Pointer], None]]] = {
    "null": _replaced(lambda _: None),
    "empty": _replaced(lambda value: _EMPTY.get(type(value), str)()),
    "other container": _replaced(_other_container),
    "other case": _other_case,
    "text": _replaced(lambda value: value if isinstance(value, dict | list) else str(value)),
    "list for one": _replaced(lambda value: value if isinstance(value, list) else [value]),
    "one for list": _replaced(
        lambda value: value[0] if isinstance(value, list) and value else value
    ),
    "one level up": _higher,
    "one level down": _lower,
}
