"""Extensions for other generators."""

from rules.mutations.mutation import LIST, Mutation, defect
from specquilt.rules.facts.hints import keys_of

_VALUES = {
    "declared-call": "search",
    "declared-name": "{name: Way}",
    "declared-availability": "preview",
    "declared-internal": "true",
    "declared-enum": "[{value: hand, description: Sewn}, {value: machine, name: Robot}]",
    "declared-pagination": "{cursorParam: made_by, cursorPath: next, resultsPath: data}",
    "declared-streaming": "{stream-condition: $request.live}",
}
"""A value that the rule of an extension finds something in, whichever extension has it."""


_OF_COMPONENTS = {
    ("declared-name", key)
    for key in ("x-speakeasy-name-override", "x-ms-client-name", "x-stainless-naming")
}
"""These have their defects among those of components."""


def _on_operation(rule: str, key: str, value: str) -> Mutation:
    line = f"{key}: {value}"
    operation = "      operationId: list_quilts\n"
    return defect(rule, f"{LIST}/{key}", line, (operation, f"{operation}      {line}\n"))


def _on_schema(rule: str, key: str, value: str) -> Mutation:
    line = f"{key}: {value}"
    place = f"{LIST}/parameters/1/schema/{key}"
    enum = "enum: [hand, machine]"
    return defect(rule, place, line, (enum, f"{enum}\n            {line}"))


EVERY_KEY = [
    (_on_schema if rule in ("declared-enum", "declared-name") else _on_operation)(rule, key, value)
    for rule, value in _VALUES.items()
    for key in keys_of(rule)
    if (rule, key) not in _OF_COMPONENTS
]
"""A defect for each extension that a rule reads."""

MUTATIONS = [next(each for each in EVERY_KEY if each.rule == rule) for rule in _VALUES]
