"""Implements the Language Server Protocol with pygls: the extra ``specquilt[lsp]``."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from specquilt import REPOSITORY, __version__
from specquilt.lsp.check import CheckedText, Checker
from specquilt.lsp.repairs import QuickFix, all_safe_repairs, repairs
from specquilt.lsp.text_edits import TextEdit
from specquilt.openapi.finding import Finding, Fix, Severity
from specquilt.openapi.load import lines, yaml_loader
from specquilt.report.explanation import as_markdown
from specquilt.report.proposal import proposal
from specquilt.report.spans import Span
from specquilt.rules.engine import book

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.specquilt"
"""The kind of the action that makes all safe fixes: editors can do it whenever a file is saved."""

PAUSE = 0.1
"""Seconds without an edit after which a text is checked: who types is not interrupted."""


class EditorServer(LanguageServer):
    """A language server for pages and documents."""

    def __init__(self) -> None:
        # Of texts with unusual line ends, pygls and editors would not agree what a part is.
        kind = types.TextDocumentSyncKind.Full
        super().__init__("specquilt", __version__, text_document_sync_kind=kind)
        self._checkers: dict[str, Checker] = {}
        self._checked: dict[str, CheckedText] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    def check_soon(self, uri: str) -> None:
        """Check a text when it has not been edited for a moment."""
        self.forget(uri)
        wait = asyncio.get_running_loop().call_later
        self._waiting[uri] = wait(PAUSE, self.check, uri)

    def forget(self, uri: str) -> None:
        """Do not check what is no longer the text."""
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()

    def check(self, uri: str) -> None:
        """Check a text, and say what has been found."""
        self.forget(uri)
        path = _path(uri)
        version = self.workspace.get_text_document(uri).version
        checker = self._checkers.setdefault(uri, Checker(path))
        checked = self._checked[uri] = checker.check(self._texts())
        yaml_loader.forget()
        found = [self._diagnostic(checked, *each) for each in checked.findings]
        params = types.PublishDiagnosticsParams(uri, found, version)
        self.text_document_publish_diagnostics(params)

    def close(self, uri: str) -> None:
        """Take back what has been said of a text."""
        self.forget(uri)
        self._checkers.pop(uri, None)
        self._checked.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def explanation(self, uri: str, position: types.Position) -> types.Hover | None:
        """Return the explanations of the rules whose findings are at a position."""
        checked = self._current(uri)
        here = {
            finding.rule: self._range(checked.lines, span)
            for span, finding in checked.findings
            if _contains(self._range(checked.lines, span), position)
        }
        texts = [as_markdown(each, book.rule_of(each)) for each in here if each in book.all_ids()]
        if not texts:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
        return types.Hover(content, next(iter(here.values())))

    def actions(self, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
        """Yield what is offered of the kinds that an editor asks for; quick fixes if it names none."""
        only, uri = params.context.only or [QUICK_FIX], params.text_document.uri
        if _is_wanted(QUICK_FIX, only):
            yield from self.quick_fixes(uri, params.range)
        if _is_wanted(FIX_ALL, only):
            yield from self.fix_all(uri)

    def fix_all(self, uri: str) -> Iterator[types.CodeAction]:
        """Yield the action that makes all safe fixes of a text, if there are any."""
        checked, checker, texts = self._current(uri), self._checkers[uri], self._texts()
        edits = all_safe_repairs(checker.path, texts, checked, checker.known)
        yaml_loader.forget()
        if edits:
            changed = self._workspace_edit(uri, texts[checker.path], edits)
            yield types.CodeAction("specquilt: make all safe fixes", kind=FIX_ALL, edit=changed)

    def quick_fixes(self, uri: str, wanted: types.Range) -> list[types.CodeAction]:
        """Return the fixes of findings on the lines of a range; a guess is never preferred."""
        checked, checker = self._current(uri), self._checkers[uri]
        rows = range(wanted.start.line, wanted.end.line + 1)
        texts = self._texts()
        found = list(repairs(checker.path, texts, checked, checker.known, rows))
        yaml_loader.forget()
        return [self._quick_fix(uri, texts[checker.path], checked, each) for each in found]

    def _current(self, uri: str) -> CheckedText:
        """Return what has been found in a text, which is checked now if it has to be."""
        if uri in self._waiting or uri not in self._checked:
            self.check(uri)
        return self._checked[uri]

    def _texts(self) -> dict[Path, str]:
        documents = self.workspace.text_documents
        return {_path(uri): each.source for uri, each in documents.items()}

    def _quick_fix(
        self, uri: str, text: str, checked: CheckedText, repair: QuickFix
    ) -> types.CodeAction:
        about = [
            self._diagnostic(checked, span, finding)
            for span, finding in checked.findings
            if (finding.rule, finding.pointer) == (repair.finding.rule, repair.finding.pointer)
        ]
        return types.CodeAction(
            title=_title(repair.finding),
            kind=QUICK_FIX,
            diagnostics=about,
            is_preferred=repair.finding.fix is Fix.SAFE,
            edit=self._workspace_edit(uri, text, repair.edits),
        )

    def _workspace_edit(self, uri: str, text: str, edits: list[TextEdit]) -> types.WorkspaceEdit:
        starts = lines.starts(text)
        changes = [
            types.TextEdit(self._of_offsets(text, starts, each.start, each.end), each.text)
            for each in edits
        ]
        return types.WorkspaceEdit(changes={uri: changes})

    def _of_offsets(self, text: str, starts: list[int], *offsets: int) -> types.Range:
        ends = []
        for offset in offsets:
            line, _ = lines.position(text, offset)
            before = text[starts[line - 1] : offset]
            ends.append(types.Position(line - 1, self._units(before)))
        return types.Range(*ends)

    def _range(self, rows: list[str], span: Span) -> types.Range:
        ends = (self._units(rows[span.line][:column]) for column in (span.start, span.end))
        return types.Range(*(types.Position(span.line, column) for column in ends))

    def _units(self, text: str) -> int:
        """Return the length of a text in the units that the editor counts."""
        units: int = self.workspace.position_codec.client_num_units(text)
        return units

    def _diagnostic(self, checked: CheckedText, span: Span, finding: Finding) -> types.Diagnostic:
        page = f"{REPOSITORY}/blob/main/docs/rules.md#{finding.rule}"
        is_rule = finding.rule in book.all_ids()
        return types.Diagnostic(
            range=self._range(checked.lines, span),
            message="\n".join(filter(None, (finding.message, finding.help))),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(page) if is_rule else None,
            source="specquilt",
            data={"fix": str(finding.fix)} if finding.fix is not Fix.NONE else None,
        )


def _title(finding: Finding) -> str:
    """Return what a menu shows: of a guess, what it writes, for that decides whether it is right."""
    if finding.fix is Fix.GUESS:
        return f"{finding.rule}: guess: {proposal(finding)}"
    return f"{finding.rule}: {finding.message}"


def _is_wanted(kind: str, only: Iterable[str]) -> bool:
    """Return whether a kind is one of some, or below one: `source` stands for `source.fixAll`, too."""
    return any(f"{kind}.".startswith(f"{each}.") for each in only)


def _path(uri: str) -> Path:
    """Return the path of a file; for a text that has never been saved, one that no file has."""
    return Path(to_fs_path(uri) or uri) if uri.startswith("file:") else Path(f"<{uri}>")


def _contains(place: types.Range, position: types.Position) -> bool:
    if place.start.line != position.line:
        return False
    return place.start.character <= position.character <= place.end.character


def serve() -> None:
    """Serve an editor on the standard streams until it says goodbye."""
    server().start_io()


def server() -> EditorServer:
    """Return a server with all of its features."""
    made = EditorServer()
    _follow_texts(made)

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return made.explanation(params.text_document.uri, params.position)

    @made.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[QUICK_FIX, FIX_ALL]),
    )
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return list(made.actions(params))

    return made


def _follow_texts(made: EditorServer) -> None:
    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        made.check(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        made.check_soon(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        made.check(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        made.close(params.text_document.uri)
