"""Under which names a package sends its arguments is read from its code, in the shape of each generator."""

from __future__ import annotations

from pathlib import Path

from diff.parity.conftest import read
from diff.parity.packages import TRAP, written

BODY = "the whole body"

TRANSFORMED = {
    "__init__.py": "from .client import Acme\n" + TRAP,
    "types.py": """
from typing_extensions import Annotated, Required, TypedDict
class Shared(TypedDict):
    colour: Annotated[str, PropertyInfo(alias="c")]
    size: Annotated[int, PropertyInfo(alias="shared-size")]
class ListParams(Shared, total=False):
    size: Required[Annotated[int, PropertyInfo(alias="page-size")]]
    after: Annotated[str, PropertyInfo(format="iso8601", alias='created[gte]')]
    plain: str
    def hidden(self): ...
class Odd(TypedDict):
    n: Annotated[str, PropertyInfo(alias="odd")]
class StreamParams(ListParams):
    live: Annotated[bool, PropertyInfo(alias="isLive")]
""",
    "client.py": """
from . import types
from .types import ListParams
class Acme:
    def list(self, quilt_id, *, size, after, plain, colour, betas, live=False, extra_query=None):
        from .types import StreamParams as Streamed
        check({1: quilt_id})
        extra_headers = {
            **strip_not_given({
                "acme-beta": ",".join(str(e) for e in betas) if is_given(betas) else not_given,
                "x-live": "yes" if live else "no",
            }),
            **(extra_headers or {}),
        }
        return self._get(
            path_template("/quilts/{quilt_id}", quilt_id=quilt_id),
            options=make_request_options(query=maybe_transform(
                {"size": size, "after": after, "plain": plain, "colour": colour, "live": live},
                Streamed if live else types.ListParams,
            )),
        )
    def update(self, *, size, body, file, both):
        body = deepcopy({"size": size, "file": file, "a": both, "b": both})
        return self._patch("/quilts", body=maybe_transform(body, ListParams), files=files)
    def replace(self, *, items, first, last):
        items = list(items)
        return self._put("/quilts", body=maybe_transform(items, ListParams), note=first)
    def join(self, *, first, last):
        check({}, types.Odd)
        return self._post("/quilts", body={"name": first + last, "n": len(first), "is": last == 1})
""",
}
"""``maybe_transform``, TypedDicts with ``PropertyInfo(alias=)``."""

DELEGATED = {
    "__init__.py": "from .client import Acme\n" + TRAP,
    "client.py": """
from .base import BaseAcme
class Acme(BaseAcme):
    def custom(self, *, text, extra):
        return super().custom(text=text)
    def never(self, *, a):
        return self.never(a=a)
""",
    "base.py": """
from .raw import RawAcme
class BaseAcme:
    def __init__(self):
        self._raw = RawAcme(self)
    def list(self, folder, /, *, limit, filter_, request_options=None):
        response = self._raw.list(folder, limit=limit, filter_=filter_, request_options=request_options)
        return response.data
    def write(self, *, request, id, swapped):
        return self._raw.write(swapped, id=id, request=request)
    def draw(self, *, text, sample, note, mood):
        return self._raw.draw(text=text, sample=sample, note=str(note) + text, mood=mood)
    def custom(self, *, text, extra):
        return self._raw.list("a", limit=text)
""",
    "raw.py": """
class RawAcme:
    def list(self, folder, *, limit, filter_, request_options=None):
        return self._client.httpx_client.request(
            f"v1/quilts/{jsonable_encoder(folder)}", method="GET",
            params={"page_size": limit, "filter[name]": convert_and_respect(object_=filter_, annotation=str)},
            headers={"X-Folder": folder},
        )
    def write(self, name, *, id, request):
        return self._client.httpx_client.request(
            "v1/quilts", method="POST", json=convert_and_respect(object_=request), headers={"X-Id": str(id)},
            params={"n": name},
        )
    def draw(self, *, text, sample, note, mood):
        log(content=text)
        return self._client.httpx_client.request(
            "v1/draw", method="POST", data={"words": text, "notes": note}, files={"photo": sample},
            json={"outer": {"inner": mood}, "example": sample},
        )
""",
}
"""A method that calls one of a private object, which sends ``params={...}`` and ``json=``."""

CREATED = {
    "__init__.py": "from .sdk import Acme\n" + TRAP,
    "models.py": """
from typing import Annotated
import pydantic
class ListRequest(BaseModel):
    page_size: Annotated[int, pydantic.Field(alias="pageSize"), FieldMetadata(query=True)] = 1
    folder: Annotated[str, FieldMetadata(path=PathParamMetadata())]
    type_: int = pydantic.Field(alias="type")
    quilt: Annotated[Quilt, FieldMetadata(request=RequestMetadata(media_type="application/json"))]
class Quilt(BaseModel):
    inputs: Annotated[str, pydantic.Field(alias="input")]
    text: Annotated[str, pydantic.Field(alias=TEXT)]
class Empty: ...
""",
    "sdk.py": """
from acme import models, utils
class Acme:
    def list(self, *, page_size, folder, type_, quilt, inputs, text, retries=None):
        request = models.ListRequest(
            page_size=page_size, folder=folder, type_=type_, quilt=utils.get_model(quilt, models.Quilt), **inputs
        )
        req = self._build_request(method="GET", path="/quilts/{folder}", request=request)
        other = models.ListRequest(quilt=models.Quilt(inputs=inputs, text=text))
        models.ListRequest(quilt=models.Quilt(text=text))
        models.Empty(odd=text)
        models.Missing(odd=text)
        self.Quilt(odd=text)
""",
}
"""Instances of models whose fields have ``pydantic.Field(alias=)``."""


def _sent(folder: Path, files: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return the names under which arguments are sent, by method."""
    found = read(written(folder, files))
    return {
        each.call: {
            argument.name: argument.sent.wire or BODY
            for argument in each.arguments
            if argument.sent
        }
        for each in found.methods
    }


def test_keys_of_transformed_dictionaries_are_sent_as_their_class_says(tmp_path: Path) -> None:
    assert _sent(tmp_path, TRANSFORMED) == {
        "list": {
            "size": "page-size",
            "after": "created[gte]",
            "plain": "plain",
            "colour": "c",
            "betas": "acme-beta",
            "live": "isLive",
        },
        "update": {"size": "page-size", "file": "file"},
        "replace": {"items": BODY},
        "join": {"first": "n"},
    }


def test_what_a_method_gives_to_another_is_sent_as_that_one_does(tmp_path: Path) -> None:
    assert _sent(tmp_path, DELEGATED) == {
        "list": {"folder": "X-Folder", "limit": "page_size", "filter_": "filter[name]"},
        "write": {"request": BODY, "id": "X-Id", "swapped": "n"},
        "draw": {"text": "words", "mood": "inner"},
        "custom": {"text": "page_size"},
        "never": {},
    }


def test_fields_of_models_are_sent_under_their_aliases(tmp_path: Path) -> None:
    assert _sent(tmp_path, CREATED) == {
        "list": {
            "page_size": "pageSize",
            "folder": "folder",
            "type_": "type",
            "quilt": BODY,
            "inputs": "input",
            "text": "text",
        }
    }
