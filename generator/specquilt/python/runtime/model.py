"""The base class of all models."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from .decoding.results import ResponseInfo


class Model(BaseModel):
    """A JSON object of the API: unknown fields are kept, names work as well as aliases.

    `response_info` is stored in a slot because a private attribute would cost a Python call for
    each nested model. Validators are built when a model is first used: an API can have thousands
    of models, and a program uses a few.
    """

    __slots__ = ("__response_info__",)

    if TYPE_CHECKING:
        __response_info__: ClassVar[ResponseInfo]

    model_config = ConfigDict(
        extra="allow",
        populate_by_name=True,
        protected_namespaces=(),
        defer_build=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )
