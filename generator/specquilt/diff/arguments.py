"""Compares the parameters and the bodies of two operations, and the arguments of their methods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, TypeAlias

from specquilt.api.types import ApiOperation, Parameter
from specquilt.diff.changes import ApiChange, Changes
from specquilt.diff.graph import Sides
from specquilt.diff.matching import address
from specquilt.diff.prose import compare_texts
from specquilt.diff.spot import Spot
from specquilt.diff.types import TypeComparer
from specquilt.diff.version import ApiVersion
from specquilt.python.surface.method_parts import Argument

_IN_BODY = ("body", "file")
_FLAT = frozenset({"json", "form", "multipart"})


class _Given(NamedTuple):
    """A parameter, and the argument for it if it is one of the call's."""

    parameter: Parameter
    argument: Argument | None

    @property
    def in_body(self) -> bool:
        return self.parameter.location in _IN_BODY

    @property
    def is_argument(self) -> bool:
        return self.argument is not None and self.argument.constant is None

    @property
    def name(self) -> str:
        return self.argument.name if self.argument else self.parameter.wire


_Pairs: TypeAlias = list[tuple[_Given, _Given]]


class ArgumentComparer:
    """Compares what methods take, and what requests contain."""

    def __init__(
        self, old: ApiVersion, new: ApiVersion, changes: Changes, types: TypeComparer
    ) -> None:
        self._old, self._new, self._changes, self._types = old, new, changes, types
        self._headers: set[str] = set()

    def compare(self, spot: Spot, old: ApiOperation, new: ApiOperation) -> None:
        """Add the changes between the arguments of two operations."""
        spot = replace(spot, side=Sides.SENT)
        before, after = _given(self._old, old), _given(self._new, new)
        if self._compare_bodies(spot, old, new):
            before = [each for each in before if not each.in_body]
            after = [each for each in after if not each.in_body]
        pairs, lost, gained = _paired(before, after, same_path=address(old) == address(new))
        for was, now in pairs:
            self._compare_pair(spot, was, now)
        for was in lost:
            self._add(_lost(spot, was))
        for now in gained:
            self._add(_gained(spot, now))

    def _compare_bodies(self, spot: Spot, old: ApiOperation, new: ApiOperation) -> bool:
        """Compare how bodies are sent; return whether what they consist of cannot be compared."""
        was, now = old.body, new.body
        if was is None or now is None:
            return False
        at = spot.inside(spot.subject, *((*each.origin, "requestBody") for each in (old, new)))
        if was.media_type != now.media_type:
            text = f"`{spot.subject}` sends `{now.media_type}`, was `{was.media_type}`"
            self._add(at.change("body-media-type-changed", text))
        if was.kind != now.kind and not {was.kind, now.kind} <= _FLAT:
            text = f"`{spot.subject}` takes its body as {_shape(now.kind)}, was {_shape(was.kind)}"
            self._add(at.change("body-reshaped", text))
            return True
        if was.required != now.required and {was.kind, now.kind} <= _FLAT:
            self._compare_need(at, old, new, now.required)
        return False

    def _compare_need(self, spot: Spot, old: ApiOperation, new: ApiOperation, now: bool) -> None:
        """Compare whether a body is sent; one with a required field always is."""
        if any(
            each.required and each.location in _IN_BODY
            for each in (*old.parameters, *new.parameters)
        ):
            return
        rule = "body-became-required" if now else "body-became-optional"
        words = "always sends its body" if now else "may be sent without a body"
        self._add(spot.change(rule, f"`{spot.subject}` {words} now"))

    def _compare_pair(self, spot: Spot, was: _Given, now: _Given) -> None:
        old, new = was.parameter, now.parameter
        if "never" in (old.given, new.given):
            return  # the switch between a value and a stream: `stream-added` and `stream-removed`
        if "client" in (old.given, new.given) and self._is_header_done(spot, old, new):
            return
        at = spot.inside(_subject(spot, now), old.origin, new.origin)
        at = replace(at, known=_known(spot, was))
        if not now.in_body:
            at = replace(at, on_null=("argument-not-nullable", "argument-nullable"))
        if was.argument and now.argument:
            at = replace(at, was=was.argument.annotation, now=now.argument.annotation)
        self._compare_argument(at, was, now)
        self._compare_wire(at, old, new)
        self._compare_required(at, was, now)
        if old.deprecated == new.deprecated:  # otherwise the text says so, too
            compare_texts(self._changes, at, old.description, new.description)
        if old.constant is not None and new.constant is not None:
            self._compare_constants(at, old, new)
        elif was.is_argument == now.is_argument:
            self._types.compare(old.type, new.type, at)

    def _is_header_done(self, spot: Spot, old: Parameter, new: Parameter) -> bool:
        """Compare who gives a header; return whether it has been compared for another operation."""
        wire = new.wire.lower()
        if old.given != new.given:
            to_client = new.given == "client"
            rule = "argument-moved-to-client" if to_client else "argument-moved-to-call"
            words = "the client" if to_client else "calls"
            text = f"the header `{new.wire}` is an argument of {words} now"
            at = spot.inside(spot.subject, old.origin, new.origin)
            self._add(at.change(rule, text, wire, is_shared=True))
        is_done = wire in self._headers
        self._headers.add(wire)
        return is_done

    def _compare_argument(self, at: Spot, was: _Given, now: _Given) -> None:
        old, new = was.argument, now.argument
        if old is None or new is None or was.parameter.given != now.parameter.given:
            return
        if was.is_argument and now.is_argument and old.name != new.name:
            text = f"`{_subject(at, was)}` is now `{new.name}=`"
            self._add(_by_name(at).change("argument-renamed", text, old.name))
        if was.is_argument and not now.is_argument:
            text = f"`{_subject(at, was)}` is gone: the client sends `{new.constant!r}`"
            self._add(at.change("argument-fixed", text))
        if now.is_argument and not was.is_argument:
            text = f"`{_subject(at, now)}` is new, and required: the client sent `{old.constant!r}`"
            self._add(replace(at, known=_of_calls(at)).change("argument-not-fixed", text))
        if new.deprecated and not old.deprecated:
            self._add(at.change("argument-deprecated", f"`{at.subject}` is deprecated"))

    def _compare_constants(self, at: Spot, old: Parameter, new: Parameter) -> None:
        if old.constant != new.constant:
            text = f"`{at.call}()` sends `{new.constant!r}` in `{new.wire}`, was `{old.constant!r}`"
            self._add(at.change("sent-constant-changed", text))

    def _compare_wire(self, at: Spot, old: Parameter, new: Parameter) -> None:
        if _part_of(old) != _part_of(new):
            text = f"`{at.subject}` is sent in the {_part_of(new)}, was in the {_part_of(old)}"
            self._add(at.change("parameter-moved", text))
        elif (old.style, old.explode) != (new.style, new.explode):
            text = f"`{at.subject}` is written in the style {_style(new)}, was {_style(old)}"
            self._add(at.change("parameter-style-changed", text))
        if old.media_type != new.media_type:
            text = f"`{at.subject}` is sent as {_media(new)}, was {_media(old)}"
            self._add(at.change("part-type-changed", text))
        if old.default != new.default:
            text = f"`{at.subject}` has the default `{new.default!r}`, was `{old.default!r}`"
            self._add(at.change("default-changed", text))

    def _compare_required(self, at: Spot, was: _Given, now: _Given) -> None:
        if was.parameter.required == now.parameter.required:
            return
        kind = "field" if was.in_body and now.in_body else "parameter"
        word = "required" if now.parameter.required else "optional"
        at = replace(at, known=_of_calls(at)) if now.parameter.required else at
        self._add(at.change(f"{kind}-became-{word}", f"`{at.subject}` is {word} now"))

    def _add(self, change: ApiChange) -> None:
        self._changes.add(change)


def _given(version: ApiVersion, operation: ApiOperation) -> list[_Given]:
    """Return the parameters of an operation with their arguments; some are those of the client."""
    headers = {each.wire.lower(): each for each in version.surface.headers}
    pairs = zip(operation.parameters, version.arguments(operation), strict=True)
    return [
        _Given(each, headers.get(each.wire.lower()) if each.given == "client" else argument)
        for each, argument in pairs
    ]


def _paired(
    before: list[_Given], after: list[_Given], *, same_path: bool
) -> tuple[_Pairs, list[_Given], list[_Given]]:
    """Return which parameters belong together, and those that are on one side only.

    Parameters in the path belong together by position; others by location and name, then by name.
    """
    pairs: _Pairs = []
    if same_path:
        pairs = list(zip(filter(_in_path, before), filter(_in_path, after), strict=True))
        before, after = ([e for e in each if not _in_path(e)] for each in (before, after))
    for key in (_key, _any_case):
        others = {key(each): each for each in after}
        found = [(each, others.pop(key(each))) for each in before if key(each) in others]
        pairs += found
        used = {id(each) for each in chain.from_iterable(found)}
        before, after = _without(before, used), _without(after, used)
    return pairs, before, after


def _in_path(each: _Given) -> bool:
    return each.parameter.location == "path"


def _without(listed: Iterable[_Given], used: set[int]) -> list[_Given]:
    return [each for each in listed if id(each) not in used]


def _key(each: _Given) -> tuple[str, str]:
    return _part_of(each.parameter), _wire(each)


def _wire(each: _Given) -> str:
    parameter = each.parameter
    return parameter.wire.lower() if parameter.location == "header" else parameter.wire


def _any_case(each: _Given) -> str:
    return each.parameter.wire.lower()


def _lost(spot: Spot, was: _Given) -> ApiChange:
    required = was.parameter.required
    rule = "parameter-removed"
    if was.in_body:
        rule = "required-field-removed" if required else "field-removed"
    at = spot.inside(_subject(spot, was), was.parameter.origin, ())
    at = replace(at, known=_known(spot, was))
    return at.change(rule, f"`{at.subject}` is gone", was.parameter.wire)


def _gained(spot: Spot, now: _Given) -> ApiChange:
    required = now.parameter.required
    kind = "field" if now.in_body else "parameter"
    rule = f"required-{kind}-added" if required else f"{kind}-added"
    at = spot.inside(_subject(spot, now), (), now.parameter.origin)
    words = ", and required" if required else ""
    return at.change(rule, f"`{at.subject}` is new{words}", now.parameter.wire)


def _subject(spot: Spot, given: _Given) -> str:
    """Return an argument as callers write it; the client gives some headers."""
    who = "Client" if given.parameter.given == "client" else spot.call
    return f"{who}({given.name}=…)"


def _known(spot: Spot, was: _Given) -> tuple[str, ...]:
    """Return the keys of an argument in calls, by its name and by its position."""
    if was.parameter.given == "client":
        return (f"Client({was.name}=)",)
    return tuple(f"{call[:-1]}{was.name}{end}" for call in spot.known for end in ("=)", ")"))


def _of_calls(at: Spot) -> tuple[str, ...]:
    """Return the keys of the calls that arguments belong to."""
    return tuple(dict.fromkeys(f"{key.partition('(')[0]}()" for key in at.known))


def _by_name(at: Spot) -> Spot:
    """Return the spot without calls that give the argument by its position."""
    return replace(at, known=tuple(key for key in at.known if key.endswith("=)")))


def _part_of(parameter: Parameter) -> str:
    return "body" if parameter.location in _IN_BODY else parameter.location


def _style(parameter: Parameter) -> str:
    return f"`{parameter.style}`{' with explode' if parameter.explode else ' without explode'}"


def _media(parameter: Parameter) -> str:
    return f"`{parameter.media_type}`" if parameter.media_type else "its usual type"


def _shape(kind: str) -> str:
    return "fields" if kind in _FLAT else "one argument `body`"
