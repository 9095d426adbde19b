"""Extensions of the user, and what uses them."""

from __future__ import annotations

import subprocess
import sys

from seams.project import OUTPUT, PACKAGE

EXTEND = """
[client.extend]
Client = "more:ClientMore"
AsyncClient = "more:AsyncClientMore"
Quilts = "own.quilts:QuiltsMore"
AsyncQuilts = "own.quilts:AsyncQuiltsMore"
"""
MORE = """\
from __future__ import annotations

from typing import TYPE_CHECKING

from . import types

if TYPE_CHECKING:
    from .client import GeneratedAsyncClient, GeneratedClient
else:
    GeneratedClient = GeneratedAsyncClient = object


class ClientMore(GeneratedClient):
    def first(self) -> types.Quilt:
        return self.quilts.by_name("a") or self.quilts.list()[0]


class AsyncClientMore(GeneratedAsyncClient):
    async def first(self) -> types.Quilt:
        return (await self.quilts.list())[0]
"""
QUILTS = """\
from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from .. import types

if TYPE_CHECKING:
    from .._runtime import RequestOptions
    from ..resources.quilts import GeneratedAsyncQuilts, GeneratedQuilts
else:
    GeneratedQuilts = GeneratedAsyncQuilts = object


class QuiltsMore(GeneratedQuilts):
    def by_name(self, name: str) -> types.Quilt | None:
        return next((each for each in self.list() if each.name == name), None)

    @override
    def get(self, id: str, *, options: RequestOptions | None = None) -> types.Quilt:
        return super().get(id.strip(), options=options)


class AsyncQuiltsMore(GeneratedAsyncQuilts):
    async def by_name(self, name: str) -> types.Quilt | None:
        return next((each for each in await self.list() if each.name == name), None)
"""


def write_module(name: str, text: str) -> None:
    """Write a module into the package."""
    (PACKAGE / name).parent.mkdir(exist_ok=True)
    (PACKAGE / name).write_text(text)


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the folder of the distribution."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=OUTPUT, capture_output=True, text=True, check=False)
