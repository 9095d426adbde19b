"""Small packages in the three shapes that generators of clients have."""

from __future__ import annotations

from pathlib import Path

TRAP = 'raise SystemExit("this package has been imported")\n'
"""Stands at the end of modules: they are read, never run."""

CACHED = {
    "__init__.py": "from ._client import Acme, AsyncAcme, Client\nfrom .errors import *\n" + TRAP,
    "_client.py": """
from __future__ import annotations
from ._compat import cached_property
from .resources.quilts import Quilts, AsyncQuilts
from .resources.drawings import Drawings

class Base:
    def get(self, path): ...
    def close(self): ...
class Acme(Base):
    api_key: str
    @cached_property
    def quilts(self) -> Quilts:
        from .resources.quilts import Quilts
        return Quilts(self)
    @cached_property
    def drawings(self) -> Drawings:
        return Drawings(self)
    @cached_property
    def with_raw_response(self) -> AcmeRaw:
        return AcmeRaw(self)
    def with_options(self, *, timeout: float) -> Acme: ...
class AcmeRaw:
    quilts: Quilts
class AsyncAcme(Base):
    @cached_property
    def quilts(self) -> AsyncQuilts:
        return AsyncQuilts(self)

Client = Acme
""",
    "_compat.py": "cached_property = property\n",
    "errors.py": """
class AcmeError(Exception): ...
class APIStatusError(AcmeError): ...
class NotFoundError(APIStatusError):
    status_code: int = 404
class RateLimitError(APIStatusError):
    status_code: Literal[429] = 429
class ConflictError(APIStatusError):
    status_code: Literal[409] = 409
__all__ = ["NotFoundError", "RateLimitError", "ConflictError"]
""",
    "resources/__init__.py": "",
    "resources/quilts.py": """
from __future__ import annotations
from typing import Iterable, List, Optional
from .._base import Resource
from ..types import Quilt, PatchParam, QuiltPage
class Quilts(Resource):
    def list(self, *, page_size: int = 10, extra_headers=None, timeout=None) -> QuiltPage:
        return self._get_api_list("/quilts", page=QuiltPage, model=Quilt)

    def create(self, *, title: str, kind: str, patches: Iterable[PatchParam] = (),
               extra_body=None) -> Quilt:
        return self._post("/quilts", body={"title": title}, cast_to=Quilt)

    def retrieve(self, quilt_id: str, *, extra_headers=None) -> Optional[Quilt]:
        return self._get(path_template("/quilts/{quilt_id}", quilt_id=quilt_id))

    def archive(self, quilt_id: str) -> Quilt:
        return self._post(f"/quilts/{quilt_id}/archive")

    def create_and_wait(self, title: str) -> Quilt:
        return self.create(title=title)

class AsyncQuilts(Resource):
    async def list(self) -> QuiltPage:
        return await self._get_api_list("/quilts", page=QuiltPage)
""",
    "resources/drawings.py": """
from typing import Literal, Union, overload
from .._base import Resource, Stream
from ..types import Drawing, DrawingEvent

class Drawings(Resource):
    def parse(self, *, text: str) -> Drawing:
        return self._post("/drawings", body={})

    @overload
    def create(self, *, text: str, stream: Literal[False] = False) -> Drawing: ...
    @overload
    def create(self, *, text: str, stream: Literal[True]) -> Stream[DrawingEvent]: ...
    def create(self, *, text: str, stream: bool = False) -> Union[Drawing, Stream[DrawingEvent]]:
        return self._post("/drawings", body={}, stream=stream)
""",
    "_base.py": "class Resource: ...\nclass Stream: ...\n",
    "types/__init__.py": """
from .quilt import Quilt as Quilt, Dimensions as Dimensions
from .patch import PatchParam as PatchParam, QuiltPatch as QuiltPatch
from .pages import QuiltPage as QuiltPage
from .drawing import Drawing as Drawing, DrawingEvent as DrawingEvent
""",
    "types/quilt.py": """
from typing import List, Optional
from .patch import QuiltPatch
class Dimensions(BaseModel):
    width: int
class Quilt(BaseModel):
    id: str
    size: Optional[Dimensions] = None
    patches: Optional[List["QuiltPatch"]] = None
""",
    "types/patch.py": """
from typing_extensions import TypedDict
class QuiltPatch(BaseModel):
    colour: str
class PatchParam(TypedDict, total=False):
    colour: str
""",
    "types/pages.py": "from .quilt import Quilt\nclass QuiltPage(BaseModel):\n    data: list[Quilt]\n",
    "types/drawing.py": "class Drawing:\n    lines: int\nclass DrawingEvent:\n    length: int\n",
}
"""Cached properties, ``self._post("/path")``, overloads, TypedDicts."""

LAZY = {
    "__init__.py": """
import typing
if typing.TYPE_CHECKING:
    from .client import AcmeClient
    from .types import Quilt
    from .errors import NotFoundError
_dynamic_imports = {"AcmeClient": ".client"}
def __getattr__(name): ...
"""
    + TRAP,
    "client.py": """
from .base_client import BaseAcme
class AcmeClient(BaseAcme):
    def __init__(self, token):
        super().__init__(token)
        self.status = decorated(self.status)
""",
    "base_client.py": """
import typing
if typing.TYPE_CHECKING:
    from .drawings.client import DrawingsClient
class BaseAcme:
    def __init__(self, *, token: str):
        self._raw_client = RawBaseAcme(token)
    def status(self, *, request_options=None) -> str:
        _response = self._raw_client.status(request_options=request_options)
        return _response.data
    @property
    def quilts(self):
        if self._quilts is None:
            from .quilts.client import QuiltsClient
            self._quilts = QuiltsClient(client_wrapper=self._client_wrapper)
        return self._quilts
    @property
    def drawings(self) -> "DrawingsClient":
        return self._drawings
class RawBaseAcme:
    def status(self, *, request_options=None):
        return self._client_wrapper.httpx_client.request("v1/status", method="GET")
""",
    "quilts/__init__.py": "",
    "quilts/client.py": """
from ..types import Quilt, QuiltList
from .raw_client import RawQuiltsClient
class QuiltsClient:
    def __init__(self, *, client_wrapper):
        self._raw_client = RawQuiltsClient(client_wrapper=client_wrapper)
    @property
    def with_raw_response(self) -> RawQuiltsClient:
        return self._raw_client
    def list(self, *, page_size=None, request_options=None) -> QuiltList:
        return self._raw_client.list(page_size=page_size).data
    def list_stream(self, *, page_size=None) -> typing.Iterator[Quilt]:
        return self._client_wrapper.httpx_client.stream("v1/quilts", method="GET")
    def fetch(self, id: str, *, request_options=None) -> Quilt:
        return self._raw_client.fetch(id).data
    def create(self, *, name: str, parts=None, pieces: int = 0) -> Quilt:
        body = {"title": str(name), **more, "other": 1, key: pieces}
        return self._client.httpx_client.request("v1/quilts", method="POST", json=body)
""",
    "quilts/raw_client.py": """
class RawQuiltsClient:
    def list(self, *, page_size=None):
        return self._client_wrapper.httpx_client.request("v1/quilts", method="GET")
    def fetch(self, id):
        return self._client_wrapper.httpx_client.request(
            f"v1/quilts/{jsonable_encoder(id)}", method="GET")
""",
    "drawings/__init__.py": "",
    "drawings/client.py": """
import typing
from ..types import Drawing, Stroke
class DrawingsClient:
    def draw_stream(self, *, text: str) -> typing.Iterator[Stroke]:
        with self._client.httpx_client.stream("v1/drawings", method="POST") as response: ...
    def draw(self, *, text: str) -> Drawing:
        return self._client.httpx_client.request("v1/drawings", method="POST")
""",
    "errors/__init__.py": "from .not_found_error import NotFoundError\n",
    "errors/not_found_error.py": """
from ..core.api_error import ApiError
class NotFoundError(ApiError):
    def __init__(self, body):
        super().__init__(status_code=404, body=body)
""",
    "core/__init__.py": "",
    "core/api_error.py": "class ApiError(Exception): ...\n",
    "types/__init__.py": """
from .models import Quilt, QuiltList, Drawing, Stroke
""",
    "types/models.py": """
class Quilt:
    id: str
class QuiltList:
    data: "list[Quilt]"
class Drawing: ...
class Stroke: ...
""",
}
"""Properties that import when they are read, and a raw client that does the work."""

ANNOTATED = {
    "__init__.py": "from .sdk import *\n" + TRAP,
    "sdk.py": """
from .basesdk import BaseSDK
from .quilts import Quilts
from acme import models
from typing import Unpack
__all__ = ["AcmeSDK"]
class AcmeSDK(BaseSDK):
    quilts: Quilts
    drawings: "Drawings"
    def __init__(self):
        self._init_sdks()
    def _init_sdks(self):
        self.quilts = Quilts(self.sdk_configuration)
        self.drawings = Drawings(self.sdk_configuration)
class Drawings(BaseSDK):
    def draw(self, **kwargs: Unpack[models.DrawRequest]) -> models.Drawing:
        req = self._build_request(method="POST", path="/v1/drawings", request=kwargs)
    async def draw_async(self, *, text: str) -> models.Drawing:
        req = self._build_request_async(method="POST", path="/v1/drawings")
""",
    "basesdk.py": "class BaseSDK:\n    def do_request(self, request): ...\n",
    "quilts.py": """
from typing import Union
from acme import models
from .basesdk import BaseSDK
class Quilts(BaseSDK):
    def get_quilt(
        self, *, quilt: str, retries=None, server_url=None, timeout_ms=None, http_headers=None
    ) -> models.Quilt:
        req = self._build_request(method="GET", path="/v1/quilts/{quilt}", http_headers=http_headers)
    def create(
        self, *, title: str, patches: list[Union[models.Patch, models.PatchTypedDict]]
    ) -> models.Quilt:
        req = self._build_request(method="POST", path="/v1/quilts")
        if utils.match_response(http_res, "429", "application/json"):
            data = unmarshal(models.SlowDownData, http_res)
            raise models.SlowDown(data, http_res)
        if utils.match_response(http_res, ["422", "423"], "*"):
            raise models.TwoStatuses(http_res)
        if len(title) > 5:
            raise ValueError("no status")
""",
    "models/__init__.py": "from .quilt import *\n",
    "models/quilt.py": """
from typing import TypedDict
__all__ = ["Quilt", "Patch", "PatchTypedDict", "Drawing", "DrawRequest", "SlowDown"]
class Patch: ...
class PatchTypedDict(TypedDict): ...
class Quilt:
    patches: list[Patch]
class Drawing: ...
class SlowDown(Exception): ...
class DrawRequest(TypedDict):
    text: str
""",
}
"""Annotated attributes, ``build(method=, path=)``, async methods in the same class."""

SHAPES = {"cached": CACHED, "lazy": LAZY, "annotated": ANNOTATED}


def written(folder: Path, files: dict[str, str], name: str = "acme") -> Path:
    """Write a package into a folder, and return its path."""
    for path, text in files.items():
        file = folder / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / name
