"""The documented operations of the Cohere API as one application of the loopback server."""

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
    """Answers the nine documented operations; every id exists, and its work gets done.

    Args:
        polls_until_done: how many reads see a job processing (a dataset queued) before its end.
        jobs: how many embed jobs the history lists.
    """

    def __init__(self, *, polls_until_done: int = 1, jobs: int = 1) -> None:
        self._polls_until_done = polls_until_done
        self._jobs = jobs
        self._reads: Counter[str] = Counter()
        self._cancelled: set[str] = set()

    def __call__(self, request: Request) -> Response:
        """Answer one request, errors included, as the documentation describes."""
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
    """One documented operation: where it is, what it must be given, and who answers it."""

    method: str
    path: str
    respond: Callable[[CohereAPI, Request, str], Response]
    required: tuple[str, ...] = ()
    required_in: str = "body"

    @property
    def has_id(self) -> bool:
        return "{id}" in self.path

    def match(self, request: Request) -> re.Match[str] | None:
        """The match of the request's method and path with this route."""
        pattern = f"{self.method} {self.path}".replace("{id}", "(?P<id>[^/]+)")
        return re.fullmatch(pattern, f"{request.method} {request.path}")

    def given(self, request: Request) -> set[str]:
        """The names among which the required ones must be."""
        if self.required_in == "query":
            return {name for name, _ in request.query}
        return set(request.json()) if self.required else set()


# The literal path comes before the template that would match it too.
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


# Pure functions of their input: cached, so that a benchmark measures the client and not the server.
@cache
def _embed(body: bytes) -> Response:
    return Response.of_json(answers.embeddings(Request("POST", "/v2/embed", (), body).json()))


@cache
def _list_embed_jobs(count: int) -> Response:
    return Response.of_json(answers.embed_jobs(count))


def _refuse(status: HTTPStatus, message: str) -> Response:
    return Response.of_json({"id": "6fb0a4c7-request", "message": message}, status)
