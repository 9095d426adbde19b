"""Which models are sent, which are received, and which of them may be sent as plain dicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from specquilt.api.naming import Scope
from specquilt.api.types import Model, Operation
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.openapi.pointer import parse


def with_usage(
    models: dict[str, Model],
    operations: Iterable[Operation],
    payloads: Iterable[Type],
    scope: Scope,
) -> tuple[Model, ...]:
    """Return the models in use, each with what it is used for; payloads are received, too."""
    listed = list(operations)
    sent = closure(models, (type_ for op in listed for type_ in _arguments(op)))
    answers = (type_ for op in listed for type_ in _answers(op))
    received = closure(models, chain(answers, payloads))
    twins = _twins(models, sent, scope)
    return tuple(
        replace(
            models[name],
            in_requests=name in sent,
            in_responses=name in received,
            twin=twins.get(name, ""),
        )
        for name in sorted(sent | received)
    )


def types_of(operation: Operation) -> Iterator[Type]:
    """Yield the types that an operation sends and receives."""
    yield from _arguments(operation)
    yield from _answers(operation)


def _arguments(operation: Operation) -> Iterator[Type]:
    yield from (param.type for param in operation.params)


def _answers(operation: Operation) -> Iterator[Type]:
    if operation.response.type is not None:
        yield operation.response.type
    yield from (failure.body for failure in operation.failures if failure.body is not None)


def closure(models: Mapping[str, Model], roots: Iterable[Type]) -> set[str]:
    """Return the names of all models that types hold, at any depth."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for name in names_in(waiting.pop()):
            if name not in found and name in models:
                found.add(name)
                waiting.extend(_parts(models[name]))
    return found


def _parts(model: Model) -> Iterator[Type]:
    if model.alias is not None:
        yield model.alias
    yield from (field.type for field in model.fields)


def names_in(type_: Type) -> Iterator[str]:
    """Yield the names of the models that a type mentions."""
    match type_:
        case Named(name):
            yield name
        case ListOf(inner) | MapOf(inner):
            yield from names_in(inner)
        case UnionOf(members):
            for member in members:
                yield from names_in(member)
        case Scalar() | Constants():
            pass


def _twins(models: dict[str, Model], sent: set[str], scope: Scope) -> dict[str, str]:
    """Name a twin for each model that is sent and has a class somewhere inside."""
    holding = {name for name in sent if models[name].alias is None}
    while True:
        more = {n for n in sent - holding if set(_mentioned(models[n])) & holding}
        if not more:
            break
        holding |= more
    return {
        name: scope.claim(f"{name}Param", parse(models[name].origin)) for name in sorted(holding)
    }


def _mentioned(model: Model) -> Iterator[str]:
    for part in _parts(model):
        yield from names_in(part)
