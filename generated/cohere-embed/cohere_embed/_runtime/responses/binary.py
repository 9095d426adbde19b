"""Responses whose body is streamed: read it, iterate over it, or write it to a file."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator
from contextlib import aclosing
from typing import IO, Any, Generic, TypeAlias, TypeVar, cast

from ..blocking import iterate_blocking, run_blocking
from .files import replaced
from .received import AsyncClosable, Closable, Receiving

T = TypeVar("T")
_Write: TypeAlias = Callable[[IO[bytes], bytes], Awaitable[object]]


class _Download(Receiving):
    """The part of downloads that sync and async have in common."""

    def _read(self) -> Coroutine[Any, Any, bytes]:
        return self._body.read(self._settings.max_response_bytes)

    async def _pieces(self) -> AsyncGenerator[bytes, None]:
        """Yield the body in pieces, and keep this response from being closed as dropped."""
        async with aclosing(self._body.pieces()) as pieces:
            async for piece in pieces:
                yield piece

    async def _write_to(self, path: str | os.PathLike[str], write: _Write) -> None:
        try:
            with replaced(path) as file:
                async with aclosing(self._pieces()) as pieces:
                    async for piece in pieces:
                        await write(file, piece)
        finally:
            await self._body.close()


class BinaryResponse(_Download, Closable):
    """A response whose body is streamed: read it, iterate over it, or write it to a file."""

    def read(self) -> bytes:
        """Return the whole body (at most `max_response_bytes`) and close the response."""
        return run_blocking(self._read())

    def iter_bytes(self) -> Generator[bytes, None, None]:
        """Yield the body in pieces, without a size limit, and close the response."""
        return iterate_blocking(self._pieces())

    def write_to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file. The file appears only when it is complete.

        Args:
            path: Path of the file. An existing file is replaced and keeps its mode; a symbolic link
                stays, and the file it leads to is replaced; a device or pipe is written to.
        """
        run_blocking(self._write_to(path, _write))


class AsyncBinaryResponse(_Download, AsyncClosable):
    """Async version of `BinaryResponse`."""

    async def read(self) -> bytes:
        """Return the whole body (at most `max_response_bytes`) and close the response."""
        return await self._read()

    def iter_bytes(self) -> AsyncGenerator[bytes, None]:
        """Yield the body in pieces, without a size limit, and close the response."""
        return self._pieces()

    async def write_to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file. The file appears only when it is complete.

        Args:
            path: Path of the file. An existing file is replaced and keeps its mode; a symbolic link
                stays, and the file it leads to is replaced; a device or pipe is written to.
        """
        await self._write_to(path, _write_in_thread)


class StreamingResponse(BinaryResponse, Generic[T]):
    """A `BinaryResponse` that can be decoded to the result of the method."""

    def parse(self) -> T:
        """Read the body and return the result that the method would have returned."""
        return cast("T", self._decoded(self.read()))


class AsyncStreamingResponse(AsyncBinaryResponse, Generic[T]):
    """Async version of `StreamingResponse`."""

    async def parse(self) -> T:
        """Read the body and return the result that the method would have returned."""
        return cast("T", self._decoded(await self.read()))


async def _write(file: IO[bytes], piece: bytes) -> None:
    file.write(piece)


async def _write_in_thread(file: IO[bytes], piece: bytes) -> None:
    import asyncio

    await asyncio.to_thread(file.write, piece)
