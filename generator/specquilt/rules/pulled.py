"""Findings of `specquilt pull`, which no rule checks."""

from specquilt.openapi.finding import Severity
from specquilt.rules.engine.rule import Rule

PULLED: dict[str, Rule] = {
    "edited-source": Rule(
        summary="pulled files that have been edited, and have another text on their site",
        why="`specquilt pull` would lose the edit. Sources stay as their site has them; corrections go into "
        "the overlay, each with its reason.",
    ),
    "link-elsewhere": Rule(
        summary="listed pages on other hosts than those of the sources",
        why="A list of pages does not decide which hosts are asked. Those in `[pull] hosts` may be.",
        severity=Severity.INFO,
    ),
    "page-gone": Rule(
        summary="pulled pages that their site no longer has, or no longer lists",
        why="The API may no longer have the operation, or the page may have moved. Nothing is deleted: "
        "delete the file if the operation is gone.",
        severity=Severity.WARNING,
    ),
    "page-skipped": Rule(
        summary="listed pages that cannot be pulled",
        why="The page does not exist, is HTML only, leads to another host, or is closed to robots. What it "
        "describes is missing from the document.",
        severity=Severity.WARNING,
    ),
    "application-failed": Rule(
        summary="applications that cannot be imported, or have no OpenAPI document",
        why="`module:name` names an application of FastAPI, Django Ninja, Litestar or flask-smorest, "
        "which is imported to ask for its document. Nothing else is ever imported.",
    ),
    "pull-failed": Rule(
        summary="sites that cannot be pulled",
        why="A part of a site would make a client without the other operations. So a run that cannot tell "
        "the state of every page writes nothing.",
    ),
}
