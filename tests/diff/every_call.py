"""A program that uses everything a package has: each call with each argument, each field of each class."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.comparison.version import ApiVersion
from specquilt.comparison.witness.checker import TypeChecker
from specquilt.comparison.witness.classes import one_none
from specquilt.comparison.witness.program import Program, returning, variable
from specquilt.python.annotations import Annotations
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.types import Method


def whole_program(version: ApiVersion) -> str:
    """Return the program for a version."""
    functions = [*_calls(version), *_waits(version), *_readings(version), *_dicts(version)]
    named = [each.replace("def use(", f"def use_{n}(", 1) for n, each in enumerate(functions)]
    client = version.surface.client_names[0][0]
    return Program("\n\n\n".join(named), is_refused=False).whole(version.surface.package, client)


def _calls(version: ApiVersion) -> Iterator[str]:
    client = version.surface.client_names[0][0]
    for method in version.surface.root.all_methods():
        if method.alias_of:
            continue
        required = [each for each in _arguments(method) if each.required]
        for more in (None, *(each for each in _arguments(method) if not each.required)):
            given = [*required, *([more] if more else [])]
            parameters = {variable(each.name): each.annotation for each in given}
            values = ", ".join(f"{each.name}={variable(each.name)}" for each in given)
            parameters = {"client": client, **parameters}
            yield returning(parameters, method.returns, f"client.{method.dotted}({values})")
            if method.pagination:
                name = ".".join((*method.resource, method.pagination.name))
                items = f"list[{method.pagination.annotation}]"
                yield returning(parameters, items, f"list(client.{name}({values}))")


def _waits(version: ApiVersion) -> Iterator[str]:
    client = version.surface.client_names[0][0]
    for method in version.surface.root.all_methods():
        for name, _ in method.polling.accepts if method.polling else ():
            parameters = {"client": client, "value": f"types.{name}"}
            yield returning(parameters, method.returns, "client.wait(value)")


def _readings(version: ApiVersion) -> Iterator[str]:
    """Yield functions that read each attribute; and that name each error."""
    checker, texts = TypeChecker(version.surface), Annotations({})
    for model in version.surface.models:
        for field in model.fields if model.in_responses else ():
            type_ = texts.given(one_none(checker.field(model, field))).text
            yield returning({"value": f"types.{model.name}"}, type_, f"value.{field.name}")
    for error in version.surface.errors:
        yield returning({"error": f"errors.{error.name}"}, "str", "str(error)")


def _dicts(version: ApiVersion) -> Iterator[str]:
    """Yield functions that make each dictionary that calls take, with one optional key at a time."""
    checker = TypeChecker(version.surface)
    for model in (each for each in version.surface.models if each.dict_type and not each.alias):
        fields = [each for each in model.fields if not each.read_only]
        required = [each for each in fields if each.required]
        for more in (None, *(each for each in fields if not each.required)):
            given = [*required, *([more] if more else [])]
            types = {each: checker.sent(model, each) for each in given}
            parameters = {variable(e.name): checker.in_dict(one_none(t)) for e, t in types.items()}
            pairs = ", ".join(f"{each.wire!r}: {variable(each.name)}" for each in given)
            yield returning(parameters, f"types.{model.dict_type}", f"{{{pairs}}}")


def _arguments(method: Method) -> list[Argument]:
    return [*method.positional, *method.keyword_only]
