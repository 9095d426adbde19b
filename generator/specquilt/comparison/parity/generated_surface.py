"""What users of the generated client will rely on, from its surface."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from specquilt.api.media import STREAMS
from specquilt.api.value_types import Type, names_in
from specquilt.comparison.parity.inventory import (
    Inventory,
    PublicArgument,
    PublicError,
    PublicMethod,
    PublicModel,
    Route,
    Sent,
)
from specquilt.openapi.pointer import parse
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, ResourceClass, Surface

_WHOLE = ("whole", "binary")
_COMPONENT = ("components", "schemas")


def inventory_of(surface: Surface) -> Inventory:
    """Return what users of the package of a surface rely on."""
    aliases: dict[str, list[str]] = {}
    for alias, name in surface.type_aliases.items():
        aliases.setdefault(name, []).append(alias)
    return Inventory(
        client=surface.client_names[0][0],
        version=surface.version,
        methods=tuple(_methods(surface.root)),
        models=tuple(_model(each, aliases.get(each.name, [])) for each in surface.models),
        errors=tuple(PublicError(each.name, each.status) for each in surface.errors),
        prefixes=tuple(dict.fromkeys(urlsplit(each.url).path for each in surface.servers)),
    )


def _methods(resource: ResourceClass) -> Iterator[PublicMethod]:
    yield from map(_method, resource.methods)
    for child in resource.children:
        yield from _methods(child)


def _method(method: Method) -> PublicMethod:
    result = _names(method.response.type) if method.response.type else ()
    streams = method.response.kind in STREAMS
    return PublicMethod(
        call=method.dotted,
        route=Route(method.verb, method.path),
        arguments=tuple(
            PublicArgument(
                each.name, _names(each.type), each.location == "path", _sent(each, method)
            )
            for each in (*method.positional, *method.keyword_only)
        ),
        returns=() if streams else result,
        streamed=result if streams else (),
        streams=streams,
        alias_of=method.alias_of,
        constants=tuple(each.name for each in method.arguments if each.constant is not None),
    )


def _sent(argument: Argument, method: Method) -> Sent:
    is_body = argument.location == "body" and method.body is not None
    is_whole = is_body and method.body.kind in _WHOLE  # type: ignore[union-attr]
    return Sent("" if is_whole else argument.wire)


def _model(model: ModelClass, aliases: list[str]) -> PublicModel:
    fields = {each.wire: _names(each.type) for each in model.fields}
    if model.alias:
        fields = {"": _names(model.alias)}
    others = (model.dict_type, model.known, model.unknown, *aliases)
    return PublicModel(model.name, fields, tuple(filter(None, others)), _component(model.origin))


def _component(origin: str) -> str:
    """Return the name of the component at a pointer; empty if it is inside of something else."""
    pointer = tuple(map(str, parse(origin)))
    return pointer[2] if pointer[:2] == _COMPONENT and len(pointer) == 3 else ""


def _names(type_: Type) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names_in(type_)))
