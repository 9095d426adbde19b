"""Whatever openapi-spec-validator refuses is reported, each violation once, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from rules.mutations import MUTATIONS
from rules.mutations.mutation import Mutation
from specquilt.linting import lint_sources
from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.pointer import resolve, show
from specquilt.project.configuration import from_sources
from specquilt.project.run import Sources
from specquilt.rules.engine.book import lint
from specquilt.sources.read import read_text
from specquilt.validate.malformed import refuse_malformed
from specquilt.validate.references import broken_references
from specquilt.validate.reported import Reported
from specquilt.validate.skeleton import skeleton
from specquilt.validate.validator import confirmed, suspected
from specquilt.validate.violation import Violation
from tiers import examples
from validate.anything import SOMETHING, places

TEXT = (Path(__file__).parents[1] / "rules/clean.yaml").read_text(encoding="utf-8")
TEXT_OF_3_0 = (
    TEXT.replace("3.1.0", "3.0.3")
    .replace("type: [string, 'null']", "type: string")
    .replace("const: square", "enum: [square, round]")
    .replace("const: hexagon", "enum: [hexagon, round]")
)
TEXTS = {"3.0": TEXT_OF_3_0, "3.1": TEXT}
HEADER = "/paths/~1quilts/get/parameters/2"
GONE = "/paths/~1quilts~1{id}/delete/responses"
PHOTO = (
    "/paths/~1patches~1{patch_id}~1photo/put/requestBody/content/multipart~1form-data/schema"
    "/properties/photo"
)
KEY = "/components/securitySchemes/bearerAuth"
EVERYWHERE = Violation((), "the document as a whole", vague=True)
SIZE = "/components/schemas/NewQuilt/properties/size"


class Defect(NamedTuple):
    """What to put into the clean document in place of something, and what is reported."""

    old: str
    new: str
    reported: tuple[str, ...]


def defect(old: str, new: str, *reported: str) -> Defect:
    """Describe a defect by one line more, or another one, in the words `rule pointer`."""
    return Defect(old, new, reported)


IN_HEADER = "          in: header\n"
SCHEME = "      type: http\n      scheme: bearer\n"
DESCRIPTION = "          description: Gone\n"
PATCHES = "          description: How many patches\n"
OF_HEADER = "          schema:\n            type: string\n      responses"

DEFECTS = {
    "key of Swagger 2": defect(
        DESCRIPTION, f"{DESCRIPTION}          schema: {{}}\n", f"unknown-key {GONE}/204/schema"
    ),
    "key that begins as reserved ones do": defect(
        DESCRIPTION, f"{DESCRIPTION}          $id: x\n", f"invalid-document {GONE}/204/$id"
    ),
    "needed key, misspelt": defect(
        DESCRIPTION, "          desciption: Gone\n", f"unknown-key {GONE}/204/desciption"
    ),
    "needed object, misspelt": defect("info:\n", "infos:\n", "unknown-key /infos"),
    "needed key, missing": defect(
        f"        '204':\n{DESCRIPTION}", "        '204': {}\n", f"invalid-document {GONE}/204"
    ),
    "one key missing, another unknown": defect(
        DESCRIPTION,
        "          summary: Gone\n",
        f"unknown-key {GONE}/204/summary",
        f"invalid-document {GONE}/204",
    ),
    "no response": defect(
        f"      responses:\n        '204':\n{DESCRIPTION}",
        "      responses: {}\n",
        f"no-success-response {GONE}",
    ),
    "status that is none": defect(
        f"        '204':\n{DESCRIPTION}",
        f"        ok:\n{DESCRIPTION}",
        f"invalid-document {GONE}/ok",
    ),
    "in: body": defect(IN_HEADER, "          in: body\n", f"invalid-document {HEADER}/in"),
    "parameter of no place": defect(IN_HEADER, "", f"invalid-document {HEADER}"),
    "parameter of Swagger 2": defect(
        f"{IN_HEADER}{OF_HEADER}",
        f"{IN_HEADER}          type: string\n      responses",
        f"unknown-key {HEADER}/type",
        f"invalid-document {HEADER}",
    ),
    "parameter with an odd name, and without a schema": defect(
        f"X-Trace\n{IN_HEADER}          schema:\n            type: string\n",
        "madeAt\n          in: query\n",
        f"parameter-case-mix {HEADER}",
        f"invalid-document {HEADER}",
    ),
    "parameter with both": defect(
        f"{IN_HEADER}{OF_HEADER}",
        f"{IN_HEADER}          content: {{text/plain: {{}}}}\n{OF_HEADER}",
        f"invalid-document {HEADER}",
    ),
    "style of another place": defect(
        IN_HEADER, f"{IN_HEADER}          style: form\n", f"invalid-document {HEADER}/style"
    ),
    "text for a truth value": defect(
        IN_HEADER, f"{IN_HEADER}          explode: 'yes'\n", f"invalid-document {HEADER}/explode"
    ),
    "scheme of no type": defect(SCHEME, "      type: basic\n", f"invalid-document {KEY}/type"),
    "scheme that lacks something": defect(SCHEME, "      type: http\n", f"invalid-document {KEY}"),
    "key in the body": defect(
        SCHEME,
        "      type: apiKey\n      name: X-Key\n      in: body\n",
        f"invalid-document {KEY}/in",
    ),
    "flow without scopes": defect(
        SCHEME,
        "      type: oauth2\n      flows: {clientCredentials: {tokenUrl: 'https://quilt.test'}}\n",
        f"invalid-document {KEY}/flows/clientCredentials",
    ),
    "type: file": defect(
        "                  type: string\n                  format: binary\n",
        "                  type: file\n",
        f"unknown-type {PHOTO}/type",
    ),
    "text for a number": defect(
        PATCHES, f"{PATCHES}          minimum: one\n", f"invalid-document {SIZE}/minimum"
    ),
    "two of them": defect(
        PATCHES,
        f"{PATCHES}          minimum: one\n          maximum: two\n",
        f"invalid-document {SIZE}/minimum",
        f"invalid-document {SIZE}/maximum",
    ),
    "one that a rule covers, one that none does": defect(
        f"          type: integer\n{PATCHES}",
        f"          type: int\n          minimum: one\n{PATCHES}",
        f"unknown-type {SIZE}/type",
        f"invalid-document {SIZE}/minimum",
    ),
    "unresolved reference, and another violation": defect(
        "          $ref: '#/components/responses/TooManyRequestsError'\n",
        "          $ref: '#/components/responses/Nothing'\n        '500': {}\n",
        "unused-component /components/responses/TooManyRequestsError",
        "unresolved-reference /paths/~1quilts/post/responses/429/$ref",
        "invalid-document /paths/~1quilts/post/responses/500",
    ),
    "parameter in a component": defect(
        "components:\n",
        "  /threads:\n    parameters: [{$ref: '#/components/parameters/Odd'}]\n"
        "    put: {operationId: put, responses: {'204': {description: Put}}}\n"
        "components:\n  parameters:\n"
        "    Odd: {name: odd, in: query, schema: {type: string, maxLength: long}}\n",
        "invalid-document /components/parameters/Odd/schema/maxLength",
    ),
}


@pytest.mark.parametrize("version", TEXTS)
@pytest.mark.parametrize("name", DEFECTS)
def test_a_violation_is_reported_once(name: str, version: str) -> None:
    old, new, reported = DEFECTS[name]
    assert TEXTS[version].count(old) == 1
    findings = _linted(TEXTS[version].replace(old, new))
    assert sorted(f"{each.rule} {show(each.pointer)}" for each in findings) == sorted(reported)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_the_validator_adds_nothing_to_what_a_rule_reports(mutation: Mutation) -> None:
    (page,) = read_text("quilts.yaml", mutation.apply(TEXT))
    document = fragment_of(page)
    reported = Reported(lint(document))
    resolve = not broken_references(document)
    violations = confirmed(document.data, suspected(document.data, resolve), resolve)
    assert [each for each in violations if not reported.of(each, document)] == []


@pytest.mark.parametrize("version", TEXTS)
def test_clean_documents_are_clean(version: str) -> None:
    assert _linted(TEXTS[version]) == []


def test_what_nothing_fixes_is_an_error_whatever_the_severity_of_the_rule() -> None:
    (unknown,) = _linted(TEXT.replace(DESCRIPTION, f"{DESCRIPTION}          schema: {{}}\n"))
    (misspelt,) = _linted(TEXT.replace(DESCRIPTION, "          desciption: Gone\n"))
    assert (unknown.severity, misspelt.severity) == (Severity.ERROR, Severity.WARNING)


@pytest.mark.parametrize("version", TEXTS)
@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_an_empty_union_is_a_violation(keyword: str, version: str) -> None:
    document = yaml.safe_load(TEXTS[version])
    document["components"]["schemas"]["NewQuilt"] = {keyword: []}
    assert bool(confirmed(document, suspected(document))) == _is_refused(document) is True


@examples(20, 400, st.data(), st.sampled_from(sorted(TEXTS)))
def test_nothing_is_lost(data: st.DataObject, version: str) -> None:
    document = yaml.safe_load(TEXTS[version])
    *parents, last = data.draw(st.sampled_from([place for place in places(document) if place]))
    resolve(document, tuple(parents))[last] = data.draw(SOMETHING)
    try:
        refuse_malformed([Document(document)])
    except InputError:
        return
    if not broken_references(Document(document)):
        suspects = suspected(document)
        violations = confirmed(document, suspects)
        assert bool(violations) == _is_refused(document)
        assert violations == confirmed(document, [*suspects, EVERYWHERE])


def _is_refused(document: dict[str, Any]) -> bool:
    version = str(document["openapi"])
    validator = OpenAPIV30SpecValidator if version.startswith("3.0") else OpenAPIV31SpecValidator
    try:
        return not validator(skeleton(document)).is_valid()
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError):
        return True


def _linted(text: str) -> list[Finding]:
    pages = read_text("quilts.yaml", text)
    read = Sources(pages, [], [fragment_of(page) for page in pages], [], [])
    return lint_sources(read, from_sources([Path("quilts.yaml")]))
