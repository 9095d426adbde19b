"""A small API that uses every feature, and helpers that generate packages."""

from __future__ import annotations

from typing import Any

from api.small import document, named
from specquilt.python.format.files import format_tree
from specquilt.python.models import generate
from specquilt.python.render import render
from specquilt.python.render.notices import with_notices

ANIMAL = {"$ref": "#/components/schemas/Animal"}
TEXT = {"type": "string"}
FILE = {"type": "string", "format": "binary"}


def answer(schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    """Return a success response and an error response."""
    return {
        "200": {"description": "Fine.", "content": {media_type: {"schema": schema}}},
        "404": {"description": "No such animal."},
    }


def body(properties: dict[str, Any], media_type: str, *required: str) -> dict[str, Any]:
    """Return a request body."""
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return {"required": True, "content": {media_type: {"schema": schema}}}


def query(**schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """Return query parameters."""
    return [{"name": name, "in": "query", "schema": schema} for name, schema in schemas.items()]


SCHEMAS: dict[str, Any] = {
    "Cat": {
        "description": "A cat.",
        "required": ["kind", "id"],
        "properties": {
            "kind": {"const": "cat"},
            "id": TEXT,
            "float": {"type": "array", "items": {"type": "number"}},
            "bornAt": {"type": "string", "format": "date-time"},
            "schema": TEXT | {"description": "Old words."},
        },
    },
    "Dog": {
        "required": ["kind", "id"],
        "properties": {"kind": {"const": "dog"}, "id": TEXT, "friend": ANIMAL},
    },
    "Animal": {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]
    },
    "Page": {"properties": {"animals": {"type": "array", "items": ANIMAL}}},
    "Mood": {"type": "string", "enum": ["good", "bad"]},
    "Job": {"required": ["id", "status"], "properties": {"id": TEXT, "status": TEXT}},
}

PATHS: dict[str, Any] = {
    "/animals": {
        "get": {
            "x-specquilt-call": "animals.list",
            "parameters": query(
                mood={"$ref": "#/components/schemas/Mood"},
                offset={"type": "integer"},
                limit={"type": "integer"},
            ),
            "responses": answer({"$ref": "#/components/schemas/Page"}),
        },
        "post": {
            "x-specquilt-call": "animals.create",
            "summary": "Create an animal",
            "requestBody": body(
                {"name": TEXT, "parents": {"type": "array", "items": ANIMAL}},
                "application/json",
                "name",
            ),
            "responses": answer(ANIMAL),
        },
    },
    "/animals/{id}": {
        "get": {"x-specquilt-call": "animals.get", "responses": answer(ANIMAL)},
        "delete": {
            "x-specquilt-call": "animals.delete",
            "responses": {"204": {"description": "x"}},
        },
    },
    "/animals/{id}/voice": {
        "get": {"x-specquilt-call": "animals.voice.get", "responses": answer(FILE, "audio/mpeg")},
        "put": {
            "x-specquilt-call": "animals.voice.upload",
            "requestBody": body({"sound": FILE, "title": TEXT}, "multipart/form-data", "sound"),
            "responses": answer(TEXT, "text/plain"),
        },
        "post": {
            "x-specquilt-call": "animals.voice.listen",
            "responses": answer(ANIMAL, "text/event-stream"),
        },
    },
    "/jobs/{id}": {
        "get": {
            "x-specquilt-call": "jobs.get",
            "responses": answer({"$ref": "#/components/schemas/Job"}),
            "x-specquilt-polling": {
                "status": "status",
                "succeeded": ["done"],
                "failed": ["failed"],
                "accepts": {"Job": "id"},
            },
        }
    },
    "/greeting": {"get": {"x-specquilt-call": "greet", "responses": answer(TEXT, "text/plain")}},
}

ESCAPED = {
    "kind": {"type": "string", "const": "escape"},
    "at": {"type": "string", "format": "date-time"},
}
BORN = {"application/json": {"schema": {"$ref": "#/components/schemas/Cat"}}}
WEBHOOKS = {
    "born": {"post": {"requestBody": {"content": BORN}, "responses": {}}},
    "escaped": {"post": {"requestBody": body(ESCAPED, "application/json"), "responses": {}}},
}

ZOO = document(
    PATHS,
    SCHEMAS,
    webhooks=WEBHOOKS,
    servers=[{"url": "https://zoo.example"}],
    components={"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
)


def tree(spec: dict[str, Any]) -> dict[str, str]:
    """Return the files of the distribution for a document."""
    surface, _ = named(spec)
    return with_notices(format_tree(render(surface, generate(surface))))
