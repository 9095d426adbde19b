"""Compares recordings with a document: what `specquilt learn` does, and `lint` with `[recordings]`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.recordings.evidence import Evidence
from specquilt.recordings.findings import findings_of
from specquilt.recordings.read.files import read, recordings_in


@dataclass(frozen=True)
class Learned:
    """What recordings say about a document.

    Args:
        evidence: What they show.
        findings: The differences, after those about recordings that cannot be read.
        count: Exchanges that were read.
        matched: Those of them that are of an operation of the document.
    """

    evidence: Evidence
    findings: list[Finding]
    count: int
    matched: int


def learn(document: Document, paths: Iterable[Path], *, any_host: bool = False) -> Learned:
    """Return what recordings say about a document. One exchange is in memory at a time.

    Args:
        document: The document.
        paths: Recordings, and folders of them.
        any_host: Whether hosts that are no servers of the document count, too.
    """
    evidence = Evidence(document.data, any_host=any_host)
    faults, count = list[Finding](), 0
    for recording in recordings_in(paths):
        for each in read(recording):
            if isinstance(each, Finding):
                faults.append(each)
            else:
                evidence.add(each)
                count += 1
    findings = [*faults, *findings_of(evidence, document)]
    return Learned(evidence, findings, count, evidence.calls.total())
