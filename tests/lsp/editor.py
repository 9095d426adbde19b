"""An editor for tests: a real client, which talks to a real server in another process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 120
"""Seconds after which a test is given up: far more than a server needs."""


class Editor:
    """A client with some files open.

    Args:
        client: the client, which is connected to a server.
        encoding: the units in which positions are counted.
    """

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.texts: dict[str, str] = {}
        self._said: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        def listen(params: types.PublishDiagnosticsParams) -> None:
            self._said.put_nowait(params)

        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(listen)

    async def open(self, uri: str, text: str, language: str = "yaml") -> list[types.Diagnostic]:
        """Open a text, and return what is said of it."""
        self.texts[uri] = text
        document = types.TextDocumentItem(uri, language, 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return await self.heard(uri)

    def type(self, uri: str, text: str, version: int) -> None:
        """Replace a text."""
        self.texts[uri] = text
        document = types.VersionedTextDocumentIdentifier(version, uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    async def edit(self, uri: str, text: str, version: int = 1) -> list[types.Diagnostic]:
        """Replace a text, and return what is said of it."""
        self.type(uri, text, version)
        return await self.heard(uri)

    async def heard(self, uri: str) -> list[types.Diagnostic]:
        """Wait for what is said of a text."""
        while True:
            said = await asyncio.wait_for(self._said.get(), PATIENCE)
            if said.uri == uri:
                return list(said.diagnostics)

    async def actions(self, uri: str, place: types.Range, *only: str) -> list[types.CodeAction]:
        """Return what is offered on the lines of a range: only some kinds, if they are named."""
        about = types.CodeActionContext([], only=list(only) or None)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(uri), place, about)
        )
        return [each for each in found or () if isinstance(each, types.CodeAction)]

    async def hover(self, uri: str, line: int, character: int) -> types.Hover | None:
        """Return what is shown for a position."""
        position = types.Position(line, character)
        params = types.HoverParams(types.TextDocumentIdentifier(uri), position)
        return await self.client.text_document_hover_async(params)

    def after(self, uri: str, action: types.CodeAction) -> str:
        """Return a text after an action."""
        assert action.edit
        assert action.edit.changes
        text = self.texts[uri]
        rows = text.splitlines(keepends=True)
        starts = [sum(map(len, rows[:number])) for number in range(len(rows) + 1)]

        def offset(position: types.Position) -> int:
            row = rows[position.line] if position.line < len(rows) else ""
            before = row.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
            return starts[position.line] + len(before)

        for each in reversed(action.edit.changes[uri]):
            start, end = offset(each.range.start), offset(each.range.end)
            text = text[:start] + each.new_text + text[end:]
        return text


@asynccontextmanager
async def editor(**capabilities: Any) -> AsyncIterator[Editor]:
    """Start a server, and stop it as an editor does."""
    client = LanguageClient("editor", "1")
    await client.start_io(sys.executable, "-m", "specquilt", "lsp")
    found = Editor(client)
    wanted = types.ClientCapabilities(**capabilities)
    await client.initialize_async(types.InitializeParams(wanted, root_uri=Path.cwd().as_uri()))
    client.initialized(types.InitializedParams())
    try:
        yield found
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]
