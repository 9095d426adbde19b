"""Compares the parameters and the bodies of two operations, and the arguments of their methods."""

from __future__ import annotations

from dataclasses import replace

from specquilt.api.types import ApiOperation, Parameter
from specquilt.comparison.changes import ApiChange, Changes
from specquilt.comparison.given import IN_BODY, Given, given_in, paired, part_of
from specquilt.comparison.graph import Sides
from specquilt.comparison.matching import address
from specquilt.comparison.prose import compare_texts
from specquilt.comparison.spot import Spot
from specquilt.comparison.types import TypeComparer
from specquilt.comparison.version import ApiVersion
from specquilt.openapi.pointer import Pointer

_WITHOUT_FIELDS = frozenset({"binary", "whole"})


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
        before, after = given_in(self._old, old), given_in(self._new, new)
        if self._compare_bodies(spot, old, new):
            before = [each for each in before if not each.in_body]
            after = [each for each in after if not each.in_body]
        pairs, lost, gained = paired(before, after, same_path=address(old) == address(new))
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
        if was.kind != now.kind and {was.kind, now.kind} & _WITHOUT_FIELDS:
            text = f"`{spot.subject}` takes its body as {_shape(now.kind)}, was {_shape(was.kind)}"
            self._add(at.change("body-reshaped", text))
            return True
        if was.required != now.required and not {was.kind, now.kind} & _WITHOUT_FIELDS:
            self._compare_need(at, old, new, now.required)
        return False

    def _compare_need(self, spot: Spot, old: ApiOperation, new: ApiOperation, now: bool) -> None:
        """Compare whether a body is sent; one with a required field always is."""
        if any(
            each.required and each.location in IN_BODY
            for each in (*old.parameters, *new.parameters)
        ):
            return
        rule = "body-became-required" if now else "body-became-optional"
        words = "always sends its body" if now else "may be sent without a body"
        self._add(spot.change(rule, f"`{spot.subject}` {words} now"))

    def _compare_pair(self, spot: Spot, was: Given, now: Given) -> None:
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

    def _compare_argument(self, at: Spot, was: Given, now: Given) -> None:
        old, new = was.argument, now.argument
        if old is None or new is None or was.parameter.given != now.parameter.given:
            return
        if was.is_argument and now.is_argument and old.name != new.name:
            text = f"`{_subject(at, was)}` is now `{new.name}=`"
            self._add(_by_name(at).change("argument-renamed", text, old.name))
        if was.is_argument and not now.is_argument:
            text = f"`{_subject(at, was)}` is gone: the client sends `{new.constant!r}`"
            self._add(at.change("argument-fixed", text))
        if now.is_argument and not was.is_argument and new.required:
            text = f"`{_subject(at, now)}` is new, and required: the client sent `{old.constant!r}`"
            self._add(replace(at, known=_of_calls(at)).change("argument-not-fixed", text))
        if new.deprecated and not old.deprecated:
            self._add(at.change("argument-deprecated", f"`{at.subject}` is deprecated"))

    def _compare_constants(self, at: Spot, old: Parameter, new: Parameter) -> None:
        if old.constant != new.constant:
            text = f"`{at.call}()` sends `{new.constant!r}` in `{new.wire}`, was `{old.constant!r}`"
            self._add(at.change("sent-constant-changed", text))

    def _compare_wire(self, at: Spot, old: Parameter, new: Parameter) -> None:
        if part_of(old) != part_of(new):
            text = f"`{at.subject}` is sent in the {part_of(new)}, was in the {part_of(old)}"
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

    def _compare_required(self, at: Spot, was: Given, now: Given) -> None:
        if was.parameter.required == now.parameter.required or now.is_sent_always:
            return
        kind = "field" if was.in_body and now.in_body else "parameter"
        word = "required" if now.parameter.required else "optional"
        at = replace(at, known=_of_calls(at)) if now.parameter.required else at
        self._add(at.change(f"{kind}-became-{word}", f"`{at.subject}` is {word} now"))

    def _add(self, change: ApiChange) -> None:
        self._changes.add(change)


def _lost(spot: Spot, was: Given) -> ApiChange:
    required = was.parameter.required
    rule = "parameter-removed"
    if was.is_sent_always:
        return _constant(spot, was, "removed", was.parameter.origin, ())
    if was.in_body:
        rule = "required-field-removed" if required else "field-removed"
    at = spot.inside(_subject(spot, was), was.parameter.origin, ())
    at = replace(at, known=_known(spot, was))
    return at.change(rule, f"`{at.subject}` is gone", was.parameter.wire)


def _gained(spot: Spot, now: Given) -> ApiChange:
    if now.is_sent_always:
        return _constant(spot, now, "added", (), now.parameter.origin)
    required = now.parameter.required
    kind = "field" if now.in_body else "parameter"
    rule = f"required-{kind}-added" if required else f"{kind}-added"
    at = spot.inside(_subject(spot, now), (), now.parameter.origin)
    words = ", and required" if required else ""
    return at.change(rule, f"`{at.subject}` is new{words}", now.parameter.wire)


def _constant(spot: Spot, given: Given, what: str, *places: Pointer) -> ApiChange:
    """Return the change of a constant that the client sends: the call has no argument for it."""
    parameter, words = given.parameter, "sends" if what == "added" else "does not send"
    text = f"`{spot.call}()` {words} `{parameter.constant!r}` in `{parameter.wire}` {_SINCE[what]}"
    at = spot.inside(spot.subject, *places)
    return at.change(f"sent-constant-{what}", text, parameter.wire)


_SINCE = {"added": "now", "removed": "any more"}


def _subject(spot: Spot, given: Given) -> str:
    """Return an argument as callers write it; the client gives some headers."""
    who = "Client" if given.parameter.given == "client" else spot.call
    return f"{who}({given.name}=…)"


def _known(spot: Spot, was: Given) -> tuple[str, ...]:
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


def _style(parameter: Parameter) -> str:
    return f"`{parameter.style}`{' with explode' if parameter.explode else ' without explode'}"


def _media(parameter: Parameter) -> str:
    return f"`{parameter.media_type}`" if parameter.media_type else "its usual type"


def _shape(kind: str) -> str:
    return "one argument `body`" if kind in _WITHOUT_FIELDS else "fields"
