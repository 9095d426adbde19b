"""Example calls: which method shows a package best, and with which arguments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from specquilt.api.value_types import ANY, STRING, ListOf, Named, Type
from specquilt.openapi.dataclass import dataclass
from specquilt.python.format.breaking import broken
from specquilt.python.render.values import FILE, SampleValues
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method

_MOST = 5
"""Arguments of an example call, if it does not need more."""

_MOST_LINES = 8
"""Lines of an example in a docstring."""


_WRAPPED = 2
"""Objects around the list of a response: ``{"data": {"jobs": []}}``."""


def required(method: Method) -> list[Argument]:
    """Return the required arguments of a method."""
    return [each for each in (*method.positional, *method.keyword_only) if each.required]


@dataclass(frozen=True)
class Examples:
    """Creates example calls.

    Args:
        models: The classes and aliases by name.
    """

    models: dict[str, ModelClass]

    @property
    def _values(self) -> SampleValues:
        return SampleValues(self.models)

    def best(self, methods: Iterable[Method]) -> Method | None:
        """Return the method that shows a package best.

        It is the first of the resource with the most methods that sends a documented example, or
        else that returns a list; if there is none, of all resources; else the one that needs the
        fewest arguments.
        """
        listed = [each for each in methods if each.response.kind == "json"] or list(methods)
        current = [each for each in listed if not each.docs.deprecated] or listed
        counts = Counter(each.resource[:1] for each in current)
        important = max(counts, key=lambda resource: counts[resource], default=())
        inside = [each for each in current if each.resource[:1] == important]
        choices = (
            filter(wanted, among)
            for among in (inside, current)
            for wanted in (self._is_documented, self._is_listing)
        )
        simplest = sorted(current, key=lambda method: len(required(method)))
        return next(chain(*choices, simplest), None)

    def _is_documented(self, method: Method) -> bool:
        """Return whether all that a call needs has an example, and the body is sent."""
        shown = self._shown(method)
        sends = any(each.location == "body" for each in shown)
        return sends and method.verb == "POST" and all(map(self._example, shown))

    def _is_listing(self, method: Method) -> bool:
        is_list = method.pagination is not None or self._has_list(method.response.type)
        return is_list and method.verb == "GET" and not required(method)

    def _has_list(self, type_: Type | None, depth: int = _WRAPPED) -> bool:
        """Return whether a response is a list, or has one inside of its envelopes."""
        model = self.models.get(type_.name) if isinstance(type_, Named) else None
        fields = model.fields if model and depth else ()
        inner = (self._has_list(each.type, depth - 1) for each in fields)
        return isinstance(type_, ListOf) or any(inner)

    def documented(self, method: Method, before: str = "") -> str:
        """Return a call in a few lines, with the values of the document; empty if one is missing.

        Args:
            method: The method.
            before: The beginning of the line, with its indentation.
        """
        shown = self._shown(method)
        is_complete = bool(shown) and all(self._example(each) and _is_clear(each) for each in shown)
        call = self.call(method, before=before) if is_complete else ""
        return call if call.count("\n") < _MOST_LINES else ""

    # --- calls -------------------------------------------------------------------------------

    def call(
        self, method: Method, name: str = "", *, before: str = "", after: str = "", more: str = ""
    ) -> str:
        """Return a call in lines, with text before and after it.

        Args:
            method: The method.
            name: The call without ``client.``, if it is another than the method's own.
            before: The beginning of the line, with its indentation.
            after: The end of the line.
            more: Another argument.
        """
        listed = [*map(self._argument, self._shown(method)), *([more] if more else [])]
        arguments = ", ".join(listed)
        start = before.lstrip(" ")
        line = f"{start}client.{name or method.dotted}({arguments}){after}"
        return "\n".join(broken(line, len(before) - len(start)))

    def _shown(self, method: Method) -> list[Argument]:
        """Return the required arguments, and optional ones of the example of a whole body."""
        needed = required(method)
        others = (each for each in method.keyword_only if not each.required)
        documented = [each for each in others if each.in_body_example and self._example(each)]
        return [*needed, *documented[: max(0, _MOST - len(needed))]]

    def _example(self, argument: Argument) -> str:
        if argument.location == "file":
            return ""
        return self._values.example(argument.example, argument.type)

    def _argument(self, argument: Argument) -> str:
        value = self._example(argument) or self._placeholder(argument)
        return value if argument.location == "path" else f"{argument.name}={value}"

    def _placeholder(self, argument: Argument) -> str:
        is_any = argument.type == ANY and argument.location != "body"
        if argument.location != "file":
            type_ = STRING if is_any else argument.type
            return self._values.placeholder(type_, argument.name)
        return f"[{FILE}]" if isinstance(argument.type, ListOf) else FILE


def _is_clear(argument: Argument) -> bool:
    """Return whether all type checkers know which type the example of an argument has.

    A list of objects may be one of models or one of dictionaries, which mypy does not tell apart.
    """
    listed = argument.example if isinstance(argument.example, list) else []
    return not any(isinstance(each, dict) for each in listed)
