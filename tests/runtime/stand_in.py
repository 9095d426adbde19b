"""A small package such as the generator writes, by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Unpack

from specquilt.python.runtime import (
    OMIT,
    AsyncBaseClient,
    AsyncBinaryResponse,
    AsyncClientOptions,
    AsyncResource,
    AsyncStream,
    BaseClient,
    BinaryResponse,
    ClientOptions,
    ClientSpec,
    FileArgument,
    Omit,
    RequestOptions,
    Resource,
    Stream,
)

from .stand_in_api import (
    CANCEL,
    CREATE,
    CURSORS,
    DELETE,
    DOWNLOAD,
    EMBED,
    EVENTS,
    GET,
    LINES,
    LIST,
    MAYBE,
    NUMBERS,
    OFFSETS,
    POLLING,
    PUT,
    SPEC,
    TEXT,
    UPLOAD,
    Job,
    JobList,
    Token,
)


class Jobs(Resource):
    def get(self, id: str, *, options: RequestOptions | None = None) -> Job:
        return self._send(GET, options, id=id)

    def create(
        self,
        *,
        name: str | Omit | None = OMIT,
        model: Any = OMIT,
        float_: float | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> Job:
        return self._send(CREATE, options, name=name, model=model, float_=float_)

    def cancel(self, id: str, *, options: RequestOptions | None = None) -> None:
        return self._send(CANCEL, options, id=id)

    def delete(self, id: str, *, options: RequestOptions | None = None) -> None:
        return self._send(DELETE, options, id=id)

    def list(self, *, options: RequestOptions | None = None, **arguments: object) -> JobList:
        return self._send(LIST, options, **arguments)

    def list_all(self, **arguments: object) -> Iterator[Job]:
        return self._iterate(LIST, OFFSETS, None, **arguments)

    def follow_all(self, **arguments: object) -> Iterator[Job]:
        return self._iterate(LIST, CURSORS, None, **arguments)

    def count_all(self, **arguments: object) -> Iterator[Job]:
        return self._iterate(LIST, NUMBERS, None, **arguments)

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
        return self._send(UPLOAD, options, **arguments)


class AsyncJobs(AsyncResource):
    async def get(self, id: str, *, options: RequestOptions | None = None) -> Job:
        return await self._send(GET, options, id=id)

    async def create(
        self,
        *,
        name: str | Omit | None = OMIT,
        model: Any = OMIT,
        float_: float | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> Job:
        return await self._send(CREATE, options, name=name, model=model, float_=float_)

    async def cancel(self, id: str, *, options: RequestOptions | None = None) -> None:
        return await self._send(CANCEL, options, id=id)

    async def delete(self, id: str, *, options: RequestOptions | None = None) -> None:
        return await self._send(DELETE, options, id=id)

    async def list(self, *, options: RequestOptions | None = None, **arguments: object) -> JobList:
        return await self._send(LIST, options, **arguments)

    def list_all(self, **arguments: object) -> AsyncIterator[Job]:
        return self._iterate(LIST, OFFSETS, None, **arguments)

    def follow_all(self, **arguments: object) -> AsyncIterator[Job]:
        return self._iterate(LIST, CURSORS, None, **arguments)

    def count_all(self, **arguments: object) -> AsyncIterator[Job]:
        return self._iterate(LIST, NUMBERS, None, **arguments)

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
        return await self._send(UPLOAD, options, **arguments)


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
        values: dict[str, Any] = {"api_key": api_key, "client_name": client_name}
        super().__init__(spec, base_url, options, **{**values, **(credentials or {})})

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self)

    def put(self, body: Any, *, options: RequestOptions | None = None) -> None:
        return self._send(PUT, options, body=body)

    def events(self, *, options: RequestOptions | None = None) -> Stream[Token]:
        return self._stream(EVENTS, options, name="x")

    def lines(self, *, options: RequestOptions | None = None) -> Stream[Token]:
        return self._stream(LINES, options)

    def download(self, *, options: RequestOptions | None = None) -> BinaryResponse:
        return self._download(DOWNLOAD, options)

    def text(self) -> str:
        return self._send(TEXT, None)

    def maybe(self) -> Job | None:
        return self._send(MAYBE, None)

    def embed(
        self, *, texts: Sequence[str], options: RequestOptions | None = None
    ) -> list[list[float]]:
        return self._send(EMBED, options, texts=texts)

    def wait(
        self,
        target: Job | str,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[Job], None] | None = None,
        options: RequestOptions | None = None,
    ) -> Job:
        return self._wait(
            (POLLING,),
            target,
            interval=interval,
            timeout=timeout,
            on_poll=on_poll,
            options=options,
        )


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
        values: dict[str, Any] = {"api_key": api_key, "client_name": client_name}
        super().__init__(spec, base_url, options, **{**values, **(credentials or {})})

    @cached_property
    def jobs(self) -> AsyncJobs:
        return AsyncJobs(self)

    async def put(self, body: Any, *, options: RequestOptions | None = None) -> None:
        return await self._send(PUT, options, body=body)

    async def events(self, *, options: RequestOptions | None = None) -> AsyncStream[Token]:
        return await self._stream(EVENTS, options, name="x")

    async def lines(self, *, options: RequestOptions | None = None) -> AsyncStream[Token]:
        return await self._stream(LINES, options)

    async def download(self, *, options: RequestOptions | None = None) -> AsyncBinaryResponse:
        return await self._download(DOWNLOAD, options)

    async def text(self) -> str:
        return await self._send(TEXT, None)

    async def maybe(self) -> Job | None:
        return await self._send(MAYBE, None)

    async def embed(
        self, *, texts: Sequence[str], options: RequestOptions | None = None
    ) -> list[list[float]]:
        return await self._send(EMBED, options, texts=texts)

    async def wait(
        self,
        target: Job | str,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[Job], None] | None = None,
        options: RequestOptions | None = None,
    ) -> Job:
        return await self._wait(
            (POLLING,),
            target,
            interval=interval,
            timeout=timeout,
            on_poll=on_poll,
            options=options,
        )
