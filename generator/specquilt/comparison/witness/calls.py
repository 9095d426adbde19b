"""Programs that make calls, and what the new package says to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specquilt.api.value_types import Type
from specquilt.comparison.version import ApiVersion
from specquilt.comparison.witness.checker import TypeChecker, opaque
from specquilt.comparison.witness.program import Program, asserting, returning, variable
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.types import Method

ANYTHING = re.compile(r"\bAny\b")
"""What stands for values of any type in annotations."""

UNREAD, UNSENT = "set[str]", "object"
"""What no value of an API is, for values of any type: to read it as, and to give it as."""


class _Call(NamedTuple):
    """A call of a method, or of its method for all pages."""

    method: Method
    is_paged: bool = False

    @property
    def result(self) -> Type | None:
        """The type of what the call results in, or of its items."""
        pages = self.method.pagination
        return pages.item_type if self.is_paged and pages else self.method.response.type

    @property
    def returns(self) -> str:
        """That type as Python code."""
        pages = self.method.pagination
        return f"list[{pages.annotation}]" if self.is_paged and pages else self.method.returns


class CallPrograms:
    """Writes programs that make calls.

    Args:
        old, new: The versions.
        checker: Says what type checkers think of types of the new package.
    """

    def __init__(self, old: ApiVersion, new: ApiVersion, checker: TypeChecker) -> None:
        self._old, self._new = (dict(_calls(each)) for each in (old, new))
        self._checker = checker

    def of(self, name: str, argument: str = "") -> Iterator[Program]:
        """Yield programs for a call, with what it requires, and with one more argument."""
        call = self._old.get(name)
        if call is None:
            return
        listed = [
            each for each in _arguments(call.method) if each.required or each.name == argument
        ]
        yield self._plain(name, call, listed)
        if argument:
            yield self._with_anything(name, call, listed, argument)
        else:
            yield from self._of_result(name, call, listed)

    def with_all(self, name: str) -> Iterator[Program]:
        """Yield the call with each of its arguments."""
        call = self._old.get(name)
        for each in _arguments(call.method) if call else ():
            yield from self.of(name, each.name)

    def about(self, class_name: str) -> Iterator[Program]:
        """Yield programs for the calls whose result, or arguments, are of a class."""
        pattern = re.compile(rf"\btypes\.{class_name}\b")
        for name, call in self._old.items():
            if pattern.search(call.returns):
                yield from self.of(name)
            for each in _arguments(call.method):
                if pattern.search(each.annotation):
                    yield from self.of(name, each.name)

    def waiting(self, class_name: str) -> Iterator[Program]:
        """Yield the program that waits for a job."""
        was, now = (
            {n: c.method for c in calls.values() for n, _ in _accepted(c.method)}
            for calls in (self._old, self._new)
        )
        if class_name in was:
            returns, parameters = was[class_name].returns, _client({"value": f"types.{class_name}"})
            text = returning(parameters, returns, "client.wait(value)")
            yield Program(text, is_refused=class_name not in now)

    def _plain(self, name: str, call: _Call, listed: list[Argument]) -> Program:
        parameters = {variable(each.name): each.annotation for each in listed}
        text = returning(_client(parameters), call.returns, _expression(name, call, listed))
        return Program(text, not self._accepts(name, call, listed) or not self._reads(name, call))

    def _with_anything(
        self, name: str, call: _Call, listed: list[Argument], argument: str
    ) -> Program:
        """Return the call with an object in the place of any value."""
        parameters = {
            variable(e.name): (
                ANYTHING.sub(UNSENT, e.annotation) if e.name == argument else e.annotation
            )
            for e in listed
        }
        text = returning(_client(parameters), call.returns, _expression(name, call, listed))
        given = [each for each in listed if each.name == argument and "Any" in each.annotation]
        now = self._new.get(name)
        targets = {each.name: each for each in _arguments(now.method)} if now else {}
        is_refused = any(
            each.name not in targets
            or not self._checker.takes(targets[each.name].type, opaque(each.type), is_list=False)
            for each in given
        )
        return Program(text, is_refused)

    def _of_result(self, name: str, call: _Call, listed: list[Argument]) -> Iterator[Program]:
        """Yield programs about the type of the result: of any value, and exactly as it was."""
        parameters = {variable(each.name): each.annotation for each in listed}
        expression, now = _expression(name, call, listed), self._new.get(name)
        if call.result is None or now is None or now.result is None:
            return
        text = returning(_client(parameters), ANYTHING.sub(UNREAD, call.returns), expression)
        is_known = "Any" in call.returns and not self._checker.takes(
            opaque(call.result), now.result
        )
        yield Program(text, is_known)
        text = asserting(_client(parameters), expression, call.returns)
        yield Program(text, not self._checker.is_same(call.result, now.result))

    def _accepts(self, name: str, call: _Call, listed: list[Argument]) -> bool:
        """Return whether the new method takes such a call."""
        now = self._new.get(name)
        if now is None or call.is_paged != now.is_paged:
            return False
        targets = {each.name: each for each in _arguments(now.method)}
        given = {each.name for each in listed}
        if any(each.required and each.name not in given for each in targets.values()):
            return False
        return all(
            each.name in targets and self._is_taken(targets[each.name], each) for each in listed
        )

    def _is_taken(self, target: Argument, value: Argument) -> bool:
        if "file" in (target.location, value.location):
            return target.annotation == value.annotation
        return self._checker.takes(target.type, value.type, is_list=False)

    def _reads(self, name: str, call: _Call) -> bool:
        """Return whether the new result can be used as the old one."""
        now = self._new.get(name, call)
        was = call.result
        if was is None or now.result is None:
            return was is now.result or "BinaryResponse" in call.returns + now.returns
        is_stream = [each.returns.startswith("Stream[") for each in (call, now)]
        return is_stream[0] == is_stream[1] and self._checker.takes(was, now.result)


def _calls(version: ApiVersion) -> Iterator[tuple[str, _Call]]:
    for method in version.surface.root.all_methods():
        yield method.dotted, _Call(method)
        if method.pagination:
            yield ".".join((*method.resource, method.pagination.name)), _Call(method, True)


def _accepted(method: Method) -> tuple[tuple[str, str], ...]:
    return method.polling.accepts if method.polling else ()


def _arguments(method: Method) -> list[Argument]:
    return [*method.positional, *method.keyword_only]


def _client(parameters: dict[str, str]) -> dict[str, str]:
    return {"client": "Client", **parameters}


def _expression(name: str, call: _Call, listed: Iterable[Argument]) -> str:
    values = ", ".join(f"{each.name}={variable(each.name)}" for each in listed)
    text = f"client.{name}({values})"
    return f"list({text})" if call.is_paged else text
