"""A small package such as the generator writes, by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, Unpack

from pydantic import Field

from specquilt.runtime import (
    OMIT,
    AsyncBaseClient,
    AsyncBinaryResponse,
    AsyncClientOptions,
    AsyncResource,
    AsyncStream,
    BaseClient,
    Bearer,
    Binary,
    BinaryBody,
    BinaryResponse,
    ClientError,
    ClientOptions,
    ClientSpec,
    CursorPages,
    Empty,
    Events,
    FileArgument,
    GlobalHeader,
    Json,
    JsonBody,
    Lines,
    Model,
    MultipartBody,
    OffsetPages,
    Omit,
    Operation,
    Pages,
    Param,
    Polling,
    RequestOptions,
    Resource,
    ServerError,
    StatusError,
    Stream,
    Text,
)


class Job(Model):
    job_id: str
    status: Literal["processing", "complete", "failed"] | str
    name: str | None = None
    created_at: datetime | None = None
    parts: list[Job] = Field(default_factory=list)


class JobList(Model):
    jobs: list[Job] = Field(alias="embed_jobs")
    next_cursor: str | None = Field(default=None, alias="nextCursor")


class Token(Model):
    text: str


class NotFoundError(ClientError):
    """404."""


class TooManyRequestsError(ClientError):
    """429."""


class ServiceUnavailableError(ServerError):
    """503."""


BY_STATUS: dict[int, type[StatusError]] = {
    404: NotFoundError,
    429: TooManyRequestsError,
    503: ServiceUnavailableError,
}

GET: Operation[Job] = Operation(
    "jobs.get", "GET", "/v1/jobs/{id}", params=(Param("id", "path"),), result=Json(lambda: Job)
)
CREATE: Operation[Job] = Operation(
    "jobs.create",
    "POST",
    "/v1/jobs",
    body=JsonBody("name", "model", "float_", renamed={"float_": "float"}),
    result=Json(lambda: Job),
)
CANCEL: Operation[None] = Operation(
    "jobs.cancel",
    "POST",
    "/v1/jobs/{id}/cancel",
    params=(Param("id", "path"),),
    result=Empty(),
)
DELETE: Operation[None] = Operation(
    "jobs.delete", "DELETE", "/v1/jobs/{id}", params=(Param("id", "path"),), result=Empty()
)
LIST: Operation[JobList] = Operation(
    "jobs.list",
    "GET",
    "/v1/jobs",
    params=(
        Param("limit", "query"),
        Param("offset", "query"),
        Param("cursor", "query", "pageCursor"),
        Param("before", "query"),
        Param("done", "query"),
        Param("tags", "query"),
    ),
    result=Json(lambda: JobList),
)
OFFSETS: Pages[Job] = OffsetPages(advance="offset", limit="limit", items="embed_jobs")
CURSORS: Pages[Job] = CursorPages(advance="cursor", next="nextCursor", items="embed_jobs")
UPLOAD: Operation[Job] = Operation(
    "jobs.upload",
    "POST",
    "/v1/files",
    params=(Param("name", "query"),),
    body=MultipartBody(fields=("purpose",), files=("data", "eval_data")),
    result=Json(lambda: Job),
)
PUT: Operation[None] = Operation(
    "jobs.put", "PUT", "/v1/raw", body=BinaryBody("audio/mpeg"), result=Empty()
)
EVENTS: Operation[Token] = Operation(
    "events", "POST", "/v1/events", body=JsonBody("name"), result=Events(lambda: Token)
)
LINES: Operation[Token] = Operation("lines", "GET", "/v1/lines", result=Lines(lambda: Token))
DOWNLOAD: Operation[bytes] = Operation("download", "GET", "/v1/download", result=Binary())
TEXT: Operation[str] = Operation("text", "GET", "/v1/text", result=Text())
EMBED: Operation[list[list[float]]] = Operation(
    "embed", "POST", "/v1/embed", body=JsonBody("texts"), result=Json(lambda: list[list[float]])
)
POLLING = Polling(
    GET,
    status="status",
    succeeded=("complete",),
    failed=("failed",),
    accepts={"Job": "job_id"},
    argument="id",
)

SPEC = ClientSpec(
    package="stand-in",
    version="1.2.3",
    servers=("https://api.example.com",),
    server_environment="STAND_IN_URL",
    auth=(Bearer("api_key", environment="STAND_IN_KEY"),),
    headers=(GlobalHeader("client_name", "X-Client-Name"),),
    failures=lambda: BY_STATUS,
)


class Jobs(Resource):
    def get(self, id: str, *, options: RequestOptions | None = None) -> Job:  # noqa: A002
        return self._send(GET, {"id": id}, options)

    def create(
        self,
        *,
        name: str | Omit | None = OMIT,
        model: Any = OMIT,
        float_: float | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> Job:
        return self._send(CREATE, {"name": name, "model": model, "float_": float_}, options)

    def cancel(self, id: str, *, options: RequestOptions | None = None) -> None:  # noqa: A002
        return self._send(CANCEL, {"id": id}, options)

    def delete(self, id: str, *, options: RequestOptions | None = None) -> None:  # noqa: A002
        return self._send(DELETE, {"id": id}, options)

    def list(self, *, options: RequestOptions | None = None, **arguments: object) -> JobList:
        return self._send(LIST, arguments, options)

    def list_all(self, **arguments: object) -> Iterator[Job]:
        return self._iterate(LIST, OFFSETS, arguments, None)

    def follow_all(self, **arguments: object) -> Iterator[Job]:
        return self._iterate(LIST, CURSORS, arguments, None)

    def upload(
        self,
        *,
        data: FileArgument | Sequence[FileArgument],
        eval_data: FileArgument | Omit = OMIT,
        purpose: str | Omit = OMIT,
        name: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> Job:
        arguments = {"data": data, "eval_data": eval_data, "purpose": purpose, "name": name}
        return self._send(UPLOAD, arguments, options)


class AsyncJobs(AsyncResource):
    async def get(self, id: str, *, options: RequestOptions | None = None) -> Job:  # noqa: A002
        return await self._send(GET, {"id": id}, options)

    async def create(
        self,
        *,
        name: str | Omit | None = OMIT,
        model: Any = OMIT,
        float_: float | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> Job:
        return await self._send(CREATE, {"name": name, "model": model, "float_": float_}, options)

    async def cancel(self, id: str, *, options: RequestOptions | None = None) -> None:  # noqa: A002
        return await self._send(CANCEL, {"id": id}, options)

    async def delete(self, id: str, *, options: RequestOptions | None = None) -> None:  # noqa: A002
        return await self._send(DELETE, {"id": id}, options)

    async def list(self, *, options: RequestOptions | None = None, **arguments: object) -> JobList:
        return await self._send(LIST, arguments, options)

    def list_all(self, **arguments: object) -> AsyncIterator[Job]:
        return self._iterate(LIST, OFFSETS, arguments, None)

    def follow_all(self, **arguments: object) -> AsyncIterator[Job]:
        return self._iterate(LIST, CURSORS, arguments, None)

    async def upload(
        self,
        *,
        data: FileArgument | Sequence[FileArgument],
        eval_data: FileArgument | Omit = OMIT,
        purpose: str | Omit = OMIT,
        name: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> Job:
        arguments = {"data": data, "eval_data": eval_data, "purpose": purpose, "name": name}
        return await self._send(UPLOAD, arguments, options)


class Client(BaseClient):
    def __init__(
        self,
        api_key: str | Callable[[], str] | None = None,
        *,
        client_name: str | None = None,
        base_url: str | None = None,
        spec: ClientSpec = SPEC,
        credentials: Mapping[str, Any] | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        given = credentials or {"api_key": api_key}
        super().__init__(spec, given, {"client_name": client_name}, base_url, options)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self)

    def put(self, body: Any, *, options: RequestOptions | None = None) -> None:
        return self._send(PUT, {"body": body}, options)

    def events(self, *, options: RequestOptions | None = None) -> Stream[Token]:
        return self._stream(EVENTS, {"name": "x"}, options)

    def lines(self, *, options: RequestOptions | None = None) -> Stream[Token]:
        return self._stream(LINES, {}, options)

    def download(self, *, options: RequestOptions | None = None) -> BinaryResponse:
        return self._download(DOWNLOAD, {}, options)

    def text(self) -> str:
        return self._send(TEXT, {}, None)

    def embed(
        self, *, texts: Sequence[str], options: RequestOptions | None = None
    ) -> list[list[float]]:
        return self._send(EMBED, {"texts": texts}, options)

    def wait(
        self,
        target: Job | str,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[Job], None] | None = None,
    ) -> Job:
        found = self._wait(target, (POLLING,), interval=interval, timeout=timeout, on_poll=on_poll)
        assert isinstance(found, Job)
        return found


class AsyncClient(AsyncBaseClient):
    def __init__(
        self,
        api_key: str | Callable[[], str | Awaitable[str]] | None = None,
        *,
        client_name: str | None = None,
        base_url: str | None = None,
        spec: ClientSpec = SPEC,
        credentials: Mapping[str, Any] | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        given = credentials or {"api_key": api_key}
        super().__init__(spec, given, {"client_name": client_name}, base_url, options)

    @cached_property
    def jobs(self) -> AsyncJobs:
        return AsyncJobs(self)

    async def put(self, body: Any, *, options: RequestOptions | None = None) -> None:
        return await self._send(PUT, {"body": body}, options)

    async def events(self, *, options: RequestOptions | None = None) -> AsyncStream[Token]:
        return await self._stream(EVENTS, {"name": "x"}, options)

    async def lines(self, *, options: RequestOptions | None = None) -> AsyncStream[Token]:
        return await self._stream(LINES, {}, options)

    async def download(self, *, options: RequestOptions | None = None) -> AsyncBinaryResponse:
        return await self._download(DOWNLOAD, {}, options)

    async def text(self) -> str:
        return await self._send(TEXT, {}, None)

    async def embed(
        self, *, texts: Sequence[str], options: RequestOptions | None = None
    ) -> list[list[float]]:
        return await self._send(EMBED, {"texts": texts}, options)

    async def wait(
        self,
        target: Job | str,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[Job], None] | None = None,
    ) -> Job:
        found = await self._wait(
            target, (POLLING,), interval=interval, timeout=timeout, on_poll=on_poll
        )
        assert isinstance(found, Job)
        return found
