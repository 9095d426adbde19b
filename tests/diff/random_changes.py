"""Random changes of small documents: histories of an API as its maintainers might write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from specquilt.openapi.kinds import METHODS
from specquilt.openapi.load import yaml_loader

_FOLDER = Path(__file__).parent
DOCUMENTS = ("base.yaml", "workshop.yaml")
_TYPES: tuple[dict[str, Any], ...] = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "date"},
    {"type": "array", "items": {"type": "string"}},
    {"type": "array", "items": {"type": "integer"}},
    {"type": "object", "additionalProperties": {"type": "integer"}},
    {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}},
    {"type": "string", "enum": ["one", "two"]},
    {"type": ["string", "integer"]},
    {"const": "fixed"},
    {},
)


def history(seed: int, length: int) -> list[Any]:
    """Return versions of a document, each with one or two changes of the one before."""
    chance = random.Random(seed)
    versions = [_document(DOCUMENTS[seed % len(DOCUMENTS)])]
    while len(versions) <= length:
        document = deepcopy(versions[-1])
        for _ in range(chance.choice([1, 1, 2])):
            chance.choice(_CHANGES)(document, chance)
        if document != versions[-1]:
            versions.append(document)
    return versions


@cache
def _document(name: str) -> Any:
    return yaml_loader.load((_FOLDER / name).read_text(encoding="utf-8"))


def _objects(document: Any) -> list[dict[str, Any]]:
    """Return the schemas with properties."""
    return [each for each in _mappings(document) if isinstance(each.get("properties"), dict)]


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _mappings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _mappings(each)


def _operations(document: Any) -> list[dict[str, Any]]:
    items = document["paths"].values()
    return [item[method] for item in items for method in METHODS if method in item]


def _add_property(document: Any, chance: random.Random) -> None:
    schema = chance.choice(_objects(document))
    schema["properties"][f"new_{chance.randrange(1000)}"] = deepcopy(chance.choice(_TYPES))


def _require_property(document: Any, chance: random.Random) -> None:
    schema = chance.choice(_objects(document))
    name = chance.choice([*schema["properties"], f"needed_{chance.randrange(1000)}"])
    schema["properties"].setdefault(name, {"type": "string"})
    required = schema.setdefault("required", [])
    (required.remove if name in required else required.append)(name)


def _remove_property(document: Any, chance: random.Random) -> None:
    schema = chance.choice(_objects(document))
    if len(schema["properties"]) > 1:
        name = chance.choice(list(schema["properties"]))
        del schema["properties"][name]
        schema["required"] = [each for each in schema.get("required", []) if each != name]


def _change_type(document: Any, chance: random.Random) -> None:
    schema = chance.choice(_objects(document))
    name = chance.choice(list(schema["properties"]))
    schema["properties"][name] = deepcopy(chance.choice(_TYPES))


def _change_null(document: Any, chance: random.Random) -> None:
    schema = chance.choice(_objects(document))
    found = schema["properties"][chance.choice(list(schema["properties"]))]
    type_ = found.get("type")
    if isinstance(type_, str) and "enum" not in found:
        found["type"] = [type_, "null"]
    elif isinstance(type_, list) and "null" in type_:
        found["type"] = type_[0]


def _change_items(document: Any, chance: random.Random) -> None:
    found = [each for each in _mappings(document) if each.get("type") == "array"]
    if found:
        chance.choice(found)["items"] = deepcopy(chance.choice(_TYPES[:6]))


def _change_enum(document: Any, chance: random.Random) -> None:
    found = [each for each in _mappings(document) if isinstance(each.get("enum"), list)]
    if not found:
        return
    values = chance.choice(found)["enum"]
    if chance.random() < 0.5 and len(values) > 1:
        values.pop()
    else:
        values.append(len(values) + 10 if isinstance(values[0], int) else f"v{len(values)}")


def _change_side(document: Any, chance: random.Random) -> None:
    schema = chance.choice(_objects(document))
    found = schema["properties"][chance.choice(list(schema["properties"]))]
    key = chance.choice(["readOnly", "writeOnly"])
    if "$ref" not in found:
        found[key] = not found.get(key)


def _change_parameter(document: Any, chance: random.Random) -> None:
    found = [each for each in _mappings(document) if "in" in each and each.get("in") != "path"]
    found = [each for each in found if "schema" in each]
    if not found:
        return
    parameter = chance.choice(found)
    match chance.randrange(3):
        case 0:
            parameter["schema"] = deepcopy(chance.choice(_TYPES[:8]))
        case 1:
            parameter["required"] = not parameter.get("required", False)
        case _:
            parameter["name"] += "_2"


def _add_parameter(document: Any, chance: random.Random) -> None:
    operation = chance.choice(_operations(document))
    schema, name = deepcopy(chance.choice(_TYPES[:8])), f"p{chance.randrange(1000)}"
    added = {"name": name, "in": "query", "schema": schema, "required": chance.random() < 0.3}
    operation.setdefault("parameters", []).append(added)


def _remove_parameter(document: Any, chance: random.Random) -> None:
    operation = chance.choice(_operations(document))
    listed = operation.get("parameters", [])
    others = [each for each in listed if each["in"] != "path"]
    if others:
        listed.remove(chance.choice(others))


def _rename_operation(document: Any, chance: random.Random) -> None:
    chance.choice(_operations(document))["operationId"] = f"call_{chance.randrange(1000)}"


def _remove_operation(document: Any, chance: random.Random) -> None:
    paths = document["paths"]
    if len(_operations(document)) > 4:
        path = chance.choice(list(paths))
        methods = [method for method in METHODS if method in paths[path]]
        del paths[path][chance.choice(methods)]
        if len(methods) == 1:
            del paths[path]


def _add_operation(document: Any, chance: random.Random) -> None:
    schemas = list(document["components"]["schemas"])
    answer = {"$ref": f"#/components/schemas/{chance.choice(schemas)}"}
    content = {"application/json": {"schema": answer}}
    number = chance.randrange(1000)
    get = {
        "operationId": f"get_{number}",
        "responses": {"200": {"description": "", "content": content}},
    }
    document["paths"][f"/added/{number}"] = {"get": get}


def _change_answer(document: Any, chance: random.Random) -> None:
    operation = chance.choice(_operations(document))
    schemas = list(document["components"]["schemas"])
    for response in operation["responses"].values():
        for media in response.get("content", {}).values():
            media["schema"] = chance.choice(
                [{"$ref": f"#/components/schemas/{chance.choice(schemas)}"}, {"type": "string"}]
            )


def _change_error(document: Any, chance: random.Random) -> None:
    responses = chance.choice(_operations(document))["responses"]
    status = chance.choice(["404", "409", "418"])
    if status in responses:
        del responses[status]
        return
    schema = {
        "$ref": f"#/components/schemas/{chance.choice(list(document['components']['schemas']))}"
    }
    responses[status] = {"description": "", "content": {"application/json": {"schema": schema}}}


def _change_union(document: Any, chance: random.Random) -> None:
    found = [each for each in _mappings(document) if "oneOf" in each or "anyOf" in each]
    if not found:
        return
    union = chance.choice(found)
    members = union.get("oneOf") or union["anyOf"]
    match chance.randrange(3):
        case 0 if "discriminator" in union:
            del union["discriminator"]
        case 1 if len(members) > 1:
            gone = members.pop()
            tags = union.get("discriminator", {}).get("mapping", {})
            for value in [v for v, name in tags.items() if name == gone.get("$ref")]:
                del tags[value]
        case _ if "discriminator" not in union:
            members.append(deepcopy(chance.choice(_TYPES[:4])))


def _change_words(document: Any, chance: random.Random) -> None:
    found = _objects(document)
    chance.choice(found)["description"] = f"About {chance.randrange(1000)}"


def _rename_component(document: Any, chance: random.Random) -> None:
    schemas = document["components"]["schemas"]
    name = chance.choice(list(schemas))
    schemas[f"{name}2"] = schemas.pop(name)
    for each in _mappings(document):
        for key, value in each.items():
            if value == f"#/components/schemas/{name}":
                each[key] = f"#/components/schemas/{name}2"


_CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (
    _add_property,
    _require_property,
    _remove_property,
    _change_type,
    _change_type,
    _change_null,
    _change_items,
    _change_enum,
    _change_side,
    _change_parameter,
    _add_parameter,
    _remove_parameter,
    _rename_operation,
    _remove_operation,
    _add_operation,
    _change_answer,
    _change_error,
    _change_union,
    _change_words,
    _rename_component,
)
