"""Typed dictionaries that methods accept instead of models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, TypedDict


class EmbedImageUrlParam(TypedDict):
    url: str


class EmbedTextParam(TypedDict):
    text: str
    type: Literal["text"]


class EmbedImageParam(TypedDict):
    image_url: EmbedImageUrlParam
    type: Literal["image_url"]


EmbedContentParam: TypeAlias = EmbedImageParam | EmbedTextParam


class EmbedInputParam(TypedDict):
    content: Sequence[EmbedContentParam]
