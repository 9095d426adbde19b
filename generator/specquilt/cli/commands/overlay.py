"""``specquilt overlay apply``: overlays applied to a YAML or JSON document, without rules."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.openapi.document import Document
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.finding import input_error
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.output import text_file
from specquilt.overlay import apply
from specquilt.overlay import read as overlay_files
from specquilt.project import outputs


def run(arguments: Namespace, console: Console) -> int:
    """Apply overlays in order, and write the document in its own format, YAML or JSON."""
    outputs.refuse_sources(arguments.output, (arguments.document, *arguments.overlay))
    block = Block(arguments.document.as_posix(), text_of(arguments.document))
    data = block.load()
    if not isinstance(data, dict):
        raise input_error("overlay-invalid", "the document is not a mapping", block.location(1))
    document = Document(data, Provenance({(): (Origin(block),)}))
    for path in arguments.overlay:
        document, findings = apply.apply(document, overlay_files.read(path).actions)
        console.findings(findings)
    text = _text(document.data, is_json=block.text.lstrip().startswith("{"))
    if arguments.output:
        text_file.write(arguments.output, text)
        console.note(f"{arguments.output.as_posix()}: written")
    else:
        streams.result(text)
    return 0


def _text(data: dict[str, Any], is_json: bool) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n" if is_json else to_yaml(data)
