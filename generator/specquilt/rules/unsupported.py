"""Findings about what no code is generated for: their ids, and the texts that `explain` prints."""

from specquilt.openapi.finding import Severity
from specquilt.rules.engine.rule import Rule

UNSUPPORTED: dict[str, Rule] = {
    "unsupported-callbacks": Rule(
        summary="callbacks, which only get models for their payloads",
        why="A callback is a request to the user's own server, so the client has no method for "
        "it. The operation itself is generated, and `types` contains a model of the payload.",
        severity=Severity.INFO,
    ),
    "unsupported-media-type": Rule(
        summary="media types for which no code is generated",
        why="A method sends one type of body, unless the option `content_type` of a call names "
        "another, and returns one type of response. The client's `raw_response` returns others.",
        severity=Severity.WARNING,
    ),
    "unsupported-operation-server": Rule(
        summary="servers of a path or an operation that have no host",
        why="Without a host, requests go to the same server as all other operations. A relative "
        "server URL takes its host from the servers of the API, if they have one.",
        severity=Severity.WARNING,
    ),
    "unsupported-pagination": Rule(
        summary="`x-specquilt-pagination` that cannot work",
        why="An iterator over all pages needs the parameter that selects the next page and the "
        "field that contains the items.",
    ),
    "unusable-pagination": Rule(
        summary="descriptions of pages for other generators that cannot work here",
        why="The vendor describes pages that the response does not have, or parameters that are not in the "
        "query. The operation has the pages that are found by its shape, as if nothing were described.",
        severity=Severity.WARNING,
    ),
    "unsupported-parameter": Rule(
        summary="parameters without a name or a valid location",
        why="A client must know the name and the location of each value: path, query, header or "
        "cookie.",
    ),
    "unsupported-parameter-content": Rule(
        summary="parameters whose `content` is not supported",
        why="The caller has to pass the value as text, because it is a document inside the URL or "
        "a header.",
        severity=Severity.WARNING,
    ),
    "unsupported-polling": Rule(
        summary="`x-specquilt-polling` that cannot work",
        why="`wait` calls the operation with nothing but the id of a job, until the job has "
        "finished.",
    ),
    "unsupported-recursion": Rule(
        summary="inline schemas that contain themselves",
        why="A type that contains itself needs a name. Move the schema to the components.",
    ),
    "unsupported-reference": Rule(
        summary="references to other documents",
        why="A client is generated from one document. Bundle the files into one document first.",
    ),
    "unsupported-security": Rule(
        summary="security schemes that the client does not support",
        why="The operations are generated, but the caller has to pass the credentials as a header.",
        severity=Severity.WARNING,
    ),
    "unsupported-webhooks": Rule(
        summary="webhooks without a JSON body",
        why="`webhooks.unwrap` decodes JSON, so a webhook with another body or none has no class.",
        severity=Severity.INFO,
    ),
    "unsupported-webhooks-hint": Rule(
        summary="`x-specquilt-webhooks` that cannot work",
        why="`webhooks.unwrap` needs the header with the signature and what is signed.",
    ),
}
