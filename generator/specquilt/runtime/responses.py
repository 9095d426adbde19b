"""Answers as such: complete with their raw body, or still being received."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, closing, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Generic, TypeVar

from .reading import decoded, decoded_async, read_content, read_content_async
from .received import AsyncClosable, Closable, Described
from .results import Answer

T = TypeVar("T")


class RawResponse(Described, Generic[T]):
    """A complete answer.

    Args:
        answer: status, header fields and body.
        decode: makes the result of it.
    """

    def __init__(self, answer: Answer, decode: Callable[[Answer], T]) -> None:
        self.info = answer.info
        self.content = answer.content
        self._decode = decode

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}, {len(self.content)} bytes>"

    @cached_property
    def parsed(self) -> T:
        """The result that the method would have returned, decoded when first asked for."""
        return self._decode(Answer(self.info, self.content))


class BinaryResponse(Closable):
    """An answer whose body is still being received: read it, iterate it, or write it to a file."""

    def read(self) -> bytes:
        """Return the whole body, at most `max_response_bytes`, and close."""
        return read_content(self._response, self._settings.max_response_bytes)

    def iter_bytes(self) -> Generator[bytes, None, None]:
        """Yield the body piece by piece, of any length, and close."""
        with self:
            yield from decoded(self._response)

    def write_to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, which appears only once it is complete.

        Args:
            path: the file; an existing one is replaced.
        """
        with replaced(path) as file, closing(self.iter_bytes()) as pieces:
            file.writelines(pieces)


class AsyncBinaryResponse(AsyncClosable):
    """The async twin of `BinaryResponse`."""

    async def read(self) -> bytes:
        """Return the whole body, at most `max_response_bytes`, and close."""
        return await read_content_async(self._response, self._settings.max_response_bytes)

    async def iter_bytes(self) -> AsyncGenerator[bytes, None]:
        """Yield the body piece by piece, of any length, and close."""
        async with self, aclosing(decoded_async(self._response)) as pieces:
            async for piece in pieces:
                yield piece

    async def write_to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the body to a file, which appears only once it is complete.

        Args:
            path: the file; an existing one is replaced.
        """
        import asyncio

        with replaced(path) as file:
            async with aclosing(self.iter_bytes()) as pieces:
                async for piece in pieces:
                    await asyncio.to_thread(file.write, piece)


class StreamingResponse(BinaryResponse, Generic[T]):
    """A `BinaryResponse` that can still become the method's result."""

    def parse(self) -> T:
        """Read the body to its end and return the result that the method would have returned."""
        result: T = self._decoded(self.read())
        return result


class AsyncStreamingResponse(AsyncBinaryResponse, Generic[T]):
    """The async twin of `StreamingResponse`."""

    async def parse(self) -> T:
        """Read the body to its end and return the result that the method would have returned."""
        result: T = self._decoded(await self.read())
        return result


@contextmanager
def replaced(path: str | os.PathLike[str]) -> Generator[IO[bytes]]:
    """Give a file to write to, which takes its place under the path only if all goes well."""
    target = Path(path)
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        try:
            yield file
            file.close()
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
