"""Members of unions of objects: which of them belong together, and how they are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from specquilt.api.types import NamedSchema
from specquilt.api.value_types import Constants
from specquilt.comparison.alternatives import Alternatives

Found: TypeAlias = tuple[str, str, str]
"""The rule, the text behind the subject, and the detail of a change."""
_Pairs: TypeAlias = list[tuple[str, str]]
_Key: TypeAlias = Callable[[str], str | None]
_Schemas: TypeAlias = tuple[Mapping[str, NamedSchema], Mapping[str, NamedSchema]]


def paired(
    was: Alternatives, now: Alternatives, schemas: _Schemas
) -> tuple[_Pairs, list[str], list[str]]:
    """Return pairs of ids of old and new objects, old ones without a new one, and the reverse.

    Members belong together if they have the same id, then the same value of the discriminator, then
    the same properties. If there is one left of each, they belong together, too.
    """
    lost, gained = list(was.objects), list(now.objects)
    pairs: _Pairs = []
    keys: tuple[tuple[_Key, _Key], ...] = (
        (lambda id_: id_, lambda id_: id_),
        (_tag_of(was).get, _tag_of(now).get),
        (_wires(schemas[0]), _wires(schemas[1])),
    )
    for of_old, of_new in keys:
        others = {key: id_ for id_ in reversed(gained) if (key := of_new(id_))}
        for old in list(lost):
            key = of_old(old)
            new = others.pop(key, None) if key else None
            if new is not None:
                pairs.append((old, new))
                lost.remove(old)
                gained.remove(new)
    if len(lost) == len(gained) == 1 and _are_alike(lost[0], gained[0], schemas):
        pairs.append((lost.pop(), gained.pop()))
    return pairs, lost, gained


def _are_alike(old: str, new: str, schemas: _Schemas) -> bool:
    """Return whether two objects may be one that has changed: they share a field, or have none."""
    was, now = (
        {each.wire for each in s[i].properties} for s, i in zip(schemas, (old, new), strict=True)
    )
    return bool(was & now) or not (was and now)


def compare_tags(
    was: Alternatives,
    now: Alternatives,
    members: tuple[_Pairs, Sequence[str], Sequence[str]],
    schemas: _Schemas,
) -> Iterator[Found]:
    """Yield the changes of the members of a union, and of its discriminator.

    Args:
        was, now: The members.
        members: What `paired` says about them.
        schemas: Named schemas of both versions, by id.
    """
    pairs, lost, gained = members
    is_tagged = bool(was.tag and now.tag)
    if len(lost) == len(gained) == 1 and not pairs:
        yield "type-changed", "has another type", ""
        return
    if lost:
        yield "variant-removed", "does not have one of its objects any more", repr(lost)
    if gained:
        rule = "variant-added" if is_tagged else "type-widened"
        yield rule, "can have a further object", repr(gained)
    if len(was.objects) > 1 and len(now.objects) > 1:
        yield from _compare_discriminators(was, now, pairs, schemas)


def _compare_discriminators(
    was: Alternatives, now: Alternatives, pairs: _Pairs, schemas: _Schemas
) -> Iterator[Found]:
    if was.tag is None or now.tag is None:
        if now.tag:
            yield "discriminator-added", f"is told apart by `{now.tag.wire}` now", ""
        if was.tag:
            yield "discriminator-removed", f"is not told apart by `{was.tag.wire}` any more", ""
        return
    if was.tag.wire != now.tag.wire:
        text = f"is told apart by `{now.tag.wire}`, was `{was.tag.wire}`"
        ids = [old for old, _ in pairs]
        is_fixed = all(_is_constant(tag.wire, ids, schemas[0]) for tag in (was.tag, now.tag))
        yield "discriminator-changed" if is_fixed else "discriminator-field-changed", text, ""
        return
    old, new = _tag_of(was), _tag_of(now)
    for one, other in pairs:
        if old.get(one) != new.get(other):
            text = f"has `{new.get(other)}` in `{now.tag.wire}`, was `{old.get(one)}`"
            yield "tag-changed", text, str(old.get(one))


def _is_constant(wire: str, ids: Iterable[str], schemas: Mapping[str, NamedSchema]) -> bool:
    """Return whether a field of some schemas had one value, even without a discriminator."""
    fields = (each for id_ in ids for each in schemas[id_].properties if each.wire == wire)
    return all(isinstance(each.type, Constants) and not each.type.open for each in fields)


def _tag_of(found: Alternatives) -> dict[str, str]:
    """Return the values of the discriminator by the ids of members."""
    tags: dict[str, str] = {}
    for value, id_ in sorted(found.tag.mapping) if found.tag else ():
        tags[id_] = f"{tags[id_]}, {value}" if id_ in tags else value
    return tags


def _wires(schemas: Mapping[str, NamedSchema]) -> Callable[[str], str]:
    """Return a function that returns the wire names of the properties of a schema, as one text."""
    return lambda id_: "\0".join(sorted(each.wire for each in schemas[id_].properties))
