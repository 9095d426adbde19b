"""Fixes of rules as edits of the text in an editor.

An edit is only offered if the edited text, once it is read again, is exactly the fixed document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from specquilt import pipeline
from specquilt.library.failures import reported
from specquilt.lsp.changes import Change, changes
from specquilt.lsp.check import LONGEST_KEPT, CheckedText
from specquilt.lsp.text_edits import EditableText, TextEdit
from specquilt.openapi.document import Document
from specquilt.openapi.edits import apply_edits
from specquilt.openapi.finding import Finding, Fix, InputError, Severity
from specquilt.openapi.load import lines, received, yaml_loader
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.fault import TextFault
from specquilt.rules.engine import book
from specquilt.rules.engine.book import Found
from specquilt.rules.engine.known import Known


class QuickFix(NamedTuple):
    """A fix of one finding.

    Args:
        finding: what it fixes, and whether the fix is a guess.
        edits: edits of the text of the file.
    """

    finding: Finding
    edits: list[TextEdit]


def repairs(
    path: Path, texts: Mapping[Path, str], checked: CheckedText, known: Known, rows: range
) -> Iterator[QuickFix]:
    """Yield the repairs of findings on some lines of a file.

    Args:
        path: the file.
        texts: what editors have open.
        checked: what has been found in it.
        known: what rules have found in it.
        rows: numbers of lines, from 0.
    """
    unsaved = {each: text.encode("utf-8", "replace") for each, text in texts.items()}
    with received.unsaved(unsaved), yaml_loader.kept(LONGEST_KEPT):
        for place, fragment in enumerate(checked.fragments):
            for found, finding in _fixable(checked, fragment, known, rows):
                wanted = [*checked.fragments]
                wanted[place] = _fixed(fragment, found)
                edits = _edits(texts[path], fragment, wanted[place], path)
                if edits and _is_read_as(wanted, path, texts, checked, edits):
                    yield QuickFix(finding, edits)


def all_safe_repairs(
    path: Path, texts: Mapping[Path, str], checked: CheckedText, known: Known
) -> list[TextEdit]:
    """Return edits that make all safe fixes of a file; none if there are none, or if one cannot be made.

    Args:
        path, texts, checked, known: as in `repairs`.
    """
    refused = frozenset(rule for rule in book.ids() if not _is_safe(rule, checked))
    unsaved = {each: text.encode("utf-8", "replace") for each, text in texts.items()}
    with received.unsaved(unsaved), yaml_loader.kept(LONGEST_KEPT):
        wanted = [book.fix(each, refused, known)[0] for each in checked.fragments]
        pairs = [*zip(checked.fragments, wanted, strict=True)]
        found = [_edits(texts[path], *pair, path) for pair in pairs if _differ(*pair)]
        edits = sorted(each for some in found for each in some)
        is_whole = all(found) and _is_read_as(wanted, path, texts, checked, edits)
    return edits if is_whole else []


def edited(text: str, edits: list[TextEdit]) -> str:
    """Return a text after edits."""
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _is_safe(rule: str, checked: CheckedText) -> bool:
    is_off = checked.job.severity.get(rule) is Severity.OFF
    return not is_off and book.rule_of(rule).fix is Fix.SAFE


def _differ(before: Document, after: Document) -> bool:
    return bool(before.data != after.data)


def _fixable(
    checked: CheckedText, fragment: Document, known: Known, rows: range
) -> Iterator[tuple[Found, Finding]]:
    for found in book.problems(fragment, known):
        is_off = checked.job.severity.get(found.rule_id) is Severity.OFF
        if is_off or found.rule.fix is Fix.NONE or not found.problem.edits:
            continue
        finding = found.finding()
        if finding.location and finding.location.line - 1 in rows:
            yield found, finding


def _fixed(fragment: Document, found: Found) -> Document:
    return apply_edits(fragment, [(found.rule_id, edit) for edit in found.problem.edits])


def _edits(text: str, fragment: Document, fixed: Document, path: Path) -> list[TextEdit]:
    """Return edits of the file; none, if what is wrong is in another file."""
    news = list(changes(fragment.data, fixed.data))
    placed = [_placed(each, fragment) for each in news]
    blocks = {id(block): block for block, _ in placed}
    if len(blocks) != 1:
        return []
    (block,) = blocks.values()
    if Path(block.path) != path:
        return []
    try:
        own = EditableText(block.text).edits(change for _, change in placed)
    except (TextFault, LookupError):
        return []
    return [_in_file(each, block, text) for each in own]


def _placed(change: Change, fragment: Document) -> tuple[Block, Change]:
    """Return the block that a change is about, and the change with its pointer in that block."""
    place = fragment.provenance.place(change.pointer)
    assert place is not None, "a fragment has an origin"
    return place.block, change._replace(pointer=place.pointer)


def _in_file(edit: TextEdit, block: Block, text: str) -> TextEdit:
    """Return an edit of a block as one of the file, with the margin that lines have there."""
    rows, starts = lines.split(text), lines.starts(text)
    ends = []
    for offset in (edit.start, edit.end):
        place = block.location(*lines.position(block.text, offset))
        ends.append(starts[place.line - 1] + place.column - 1)
    line, _ = lines.position(block.text, edit.start)
    indent = block.indents[line - 1] if line <= len(block.indents) else 0
    margin = rows[block.first_line + line - 2][:indent]
    return TextEdit(ends[0], ends[1], edit.text.replace("\n", f"\n{margin}"))


def _is_read_as(
    wanted: Sequence[Document],
    path: Path,
    texts: Mapping[Path, str],
    checked: CheckedText,
    edits: list[TextEdit],
) -> bool:
    """Return whether the edited text is read as the fixed documents."""
    content = edited(texts[path], edits).encode("utf-8", "replace")
    others = {each: text.encode("utf-8", "replace") for each, text in texts.items()}
    try:
        with received.unsaved({**others, path: content}), reported():
            sources = pipeline.read_sources(checked.job)
    except InputError:
        return False
    fragments = [*sources.fragments, *sources.supplements]
    return [each.data for each in fragments] == [each.data for each in wanted]
