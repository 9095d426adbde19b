"""What `specquilt learn` finds: where recordings and the document differ. No check finds it.

Answers and requests differ in what a finding means: the server decides what an answer has, and
the person who recorded it what a request has. So the rules about requests are infos.
"""

from specquilt.openapi.finding import Severity
from specquilt.rules.engine.rule import Rule

_INFO, _WARNING = Severity.INFO, Severity.WARNING

RECORDED: dict[str, Rule] = {
    "recording-unreadable": Rule(
        summary="recordings that cannot be read, and bodies in them",
        why="What they show is unknown. `specquilt learn` reads HTTP archives (HAR), VCR cassettes and exchanges as "
        "JSON lines.",
    ),
    "undocumented-operation": Rule(
        summary="operations that recordings have, and the document does not",
        why="The client has no method for the operation. Only requests to a server of the API that it has answered "
        "with success count.",
        severity=_WARNING,
    ),
    "undocumented-status": Rule(
        summary="statuses of answers that the document does not mention",
        why="The content of such an answer is unknown: the client cannot give its body a type.",
        severity=_WARNING,
    ),
    "undocumented-media-type": Rule(
        summary="answers in a media type that the document does not mention for them",
        why="The client expects something else, and may be unable to read the answer.",
        severity=_WARNING,
    ),
    "undocumented-field": Rule(
        summary="fields of answers that their schema does not have",
        why="The client receives the value, but type checkers and editors do not know it.",
        severity=_WARNING,
    ),
    "undocumented-value": Rule(
        summary="values in answers that are not in the enum of their schema",
        why="A program that handles all documented values does not handle this one, and type checkers "
        "cannot see it.",
        severity=_WARNING,
    ),
    "undocumented-null": Rule(
        summary="values in answers that are null though the document does not allow it",
        why="Type checkers accept programs that fail as soon as the value is null.",
    ),
    "undocumented-type": Rule(
        summary="values in answers of another JSON type than the document has",
        why="The client declares a type that is wrong, and programs fail that trust it.",
    ),
    "required-field-absent": Rule(
        summary="required fields that answers do not have",
        why="Type checkers accept programs that fail as soon as the field is absent.",
    ),
    "undocumented-parameter": Rule(
        summary="query parameters of successful requests that the document does not have",
        why="The server may understand it or ignore it. The method has no argument for it.",
        severity=_INFO,
    ),
    "undocumented-request-field": Rule(
        summary="fields in bodies of successful requests that their schema does not have",
        why="The server may understand it or ignore it. The method has no argument for it.",
        severity=_INFO,
    ),
    "undocumented-request-value": Rule(
        summary="values in successful requests that are not in the enum of their schema",
        why="The server has accepted the value. Type checkers refuse it.",
        severity=_INFO,
    ),
    "undocumented-request-null": Rule(
        summary="values in successful requests that are null though the document does not allow it",
        why="The server has accepted null. Type checkers refuse it.",
        severity=_INFO,
    ),
    "undocumented-request-type": Rule(
        summary="values in successful requests of another JSON type than the document has",
        why="The server has accepted the value. Type checkers refuse it.",
        severity=_INFO,
    ),
    "required-request-field-absent": Rule(
        summary="required fields that successful requests do not have",
        why="The server does without the field. Type checkers insist on it.",
        severity=_INFO,
    ),
    "number-always-integer": Rule(
        summary="numbers that were integers in all of at least five answers",
        why="The client declares `float`. An overlay can say `integer`, if the vendor does not send fractions.",
        severity=_INFO,
    ),
    "never-seen": Rule(
        summary="operations, fields and enum values of the document that no recording has",
        why="Recordings cannot confirm them. This says what they cover; it is no fault of the document.",
        severity=_INFO,
    ),
}
