"""The media types of requests and responses."""

from __future__ import annotations

from specquilt.sources.swagger.part import Part

JSON = "application/json"
BINARY = "application/octet-stream"
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


_TEXTS, _LISTS = ("host", "basePath"), ("schemes", "consumes", "produces")


def readable(entries: dict[str, Part]) -> list[str]:
    """Return the keys of servers and media types that can be converted. Others stay."""
    texts = [key for key in _TEXTS if isinstance(_value(entries, key), str | None)]
    return texts + [key for key in _LISTS if isinstance(_value(entries, key), str | list | None)]


def _value(entries: dict[str, Part], key: str) -> object:
    return entries[key].value if key in entries else None


def media_types(part: Part) -> list[Part]:
    """Return the media types of `consumes` or `produces`."""
    written = part.items() if part.is_list else [part]
    return [each for each in written if isinstance(each.value, str) and each.value.strip()]


def form_types(consumes: list[Part], owner: Part, has_file: bool) -> list[Part]:
    """Return how a form is sent: what the document says, if it fits."""
    wanted = (MULTIPART,) if has_file else (URLENCODED, MULTIPART)
    found = [each for each in consumes if each.value.partition(";")[0].strip() in wanted]
    return found or [owner.made(MULTIPART if has_file else URLENCODED)]


def content(types: list[Part], default: Part, media: dict[str, Part]) -> dict[str, Part]:
    """Return the same content for each media type, or for the default without any."""
    return {each.value.strip(): each.made(dict(media)) for each in types or [default]}
