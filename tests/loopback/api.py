"""The documented operations of the Cohere API as an application of the loopback server."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from loopback import answers
from loopback.message import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable


class CohereAPI:
    """Implements the nine documented operations. Every id exists, and every job finishes.

    Args:
        polls_until_done: number of polls before a job is complete or a dataset is validated.
        jobs: number of listed embed jobs.
    """

    def __init__(self, *, polls_until_done: int = 1, jobs: int = 1) -> None:
        self._polls_until_done = polls_until_done
        self._jobs = jobs
        self._reads: Counter[str] = Counter()
        self._cancelled: set[str] = set()

    def __call__(self, request: Request) -> Response:
        """Return the documented response to a request, including errors."""
        if not (request.header("authorization") or "").startswith("Bearer "):
            return _refuse(HTTPStatus.UNAUTHORIZED, "no api key supplied")
        for route in _ROUTES:
            match = route.match(request)
            if match:
                return self._answer(route, request, unquote(match["id"]) if route.has_id else "")
        return _refuse(HTTPStatus.NOT_FOUND, f"no such endpoint: {request.method} {request.path}")

    def _answer(self, route: Route, request: Request, resource: str) -> Response:
        missing = [name for name in route.required if name not in route.given(request)]
        if missing:
            return _refuse(HTTPStatus.BAD_REQUEST, f"missing required fields: {missing}")
        return route.respond(self, request, resource)

    def embed(self, request: Request, _resource: str) -> Response:
        return _embed(request.body)

    def create_embed_job(self, _request: Request, _resource: str) -> Response:
        return Response.of_json({"job_id": answers.JOB_ID, "meta": answers.META})

    def list_embed_jobs(self, _request: Request, _resource: str) -> Response:
        return _list_embed_jobs(self._jobs)

    def get_embed_job(self, _request: Request, resource: str) -> Response:
        if resource in self._cancelled:
            return Response.of_json(answers.embed_job(resource, "cancelled"))
        status = self._status(resource, "processing", "complete")
        return Response.of_json(answers.embed_job(resource, status))

    def cancel_embed_job(self, _request: Request, resource: str) -> Response:
        self._cancelled.add(resource)
        return Response()

    def create_dataset(self, _request: Request, _resource: str) -> Response:
        return Response.of_json({"id": answers.DATASET_ID})

    def list_datasets(self, request: Request, _resource: str) -> Response:
        query = dict(request.query)
        listed = answers.datasets()["datasets"]
        start = int(query.get("offset", 0))
        end = start + int(query.get("limit", len(listed)))
        return Response.of_json({"datasets": listed[start:end]})

    def get_dataset_usage(self, _request: Request, _resource: str) -> Response:
        return Response.of_json({"organization_usage": 3_221_225_472})

    def get_dataset(self, _request: Request, resource: str) -> Response:
        settled = answers.other_datasets().get(resource)
        if settled:
            return Response.of_json({"dataset": settled})
        status = self._status(resource, "queued", "validated")
        return Response.of_json({"dataset": answers.dataset(resource, status)})

    def _status(self, resource: str, waiting: str, done: str) -> str:
        self._reads[resource] += 1
        return done if self._reads[resource] > self._polls_until_done else waiting


@dataclass(frozen=True)
class Route:
    """One documented operation.

    Args:
        method: HTTP method.
        path: path template.
        respond: method of `CohereAPI` that returns the response.
        required: names of required parameters or fields.
        required_in: location of the required names, "body" or "query".
    """

    method: str
    path: str
    respond: Callable[[CohereAPI, Request, str], Response]
    required: tuple[str, ...] = ()
    required_in: str = "body"

    @property
    def has_id(self) -> bool:
        return "{id}" in self.path

    def match(self, request: Request) -> re.Match[str] | None:
        """Return the match of the method and path of a request with this route, or None."""
        pattern = f"{self.method} {self.path}".replace("{id}", "(?P<id>[^/]+)")
        return re.fullmatch(pattern, f"{request.method} {request.path}")

    def given(self, request: Request) -> set[str]:
        """Return the names that a request contains."""
        if self.required_in == "query":
            return {name for name, _ in request.query}
        return set(request.json()) if self.required else set()


# A literal path comes before a template that also matches it.
_ROUTES = (
    Route("POST", "/v2/embed", CohereAPI.embed, ("model", "input_type")),
    Route(
        "POST",
        "/v1/embed-jobs",
        CohereAPI.create_embed_job,
        ("model", "dataset_id", "input_type"),
    ),
    Route("GET", "/v1/embed-jobs", CohereAPI.list_embed_jobs),
    Route("GET", "/v1/embed-jobs/{id}", CohereAPI.get_embed_job),
    Route("POST", "/v1/embed-jobs/{id}/cancel", CohereAPI.cancel_embed_job),
    Route("POST", "/v1/datasets", CohereAPI.create_dataset, ("name", "type"), "query"),
    Route("GET", "/v1/datasets", CohereAPI.list_datasets),
    Route("GET", "/v1/datasets/usage", CohereAPI.get_dataset_usage),
    Route("GET", "/v1/datasets/{id}", CohereAPI.get_dataset),
)

OPERATIONS = tuple(f"{route.method} {route.path}" for route in _ROUTES)


# Cached, so that benchmarks measure the client instead of the server.
@cache
def _embed(body: bytes) -> Response:
    return Response.of_json(answers.embeddings(Request("POST", "/v2/embed", (), body).json()))


@cache
def _list_embed_jobs(count: int) -> Response:
    return Response.of_json(answers.embed_jobs(count))


def _refuse(status: HTTPStatus, message: str) -> Response:
    return Response.of_json({"id": "6fb0a4c7-request", "message": message}, status)
