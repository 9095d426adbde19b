"""Models, errors and operations of a small API, as the generator writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from specquilt.python.runtime import (
    Bearer,
    Binary,
    BinaryBody,
    ClientError,
    ClientSpec,
    CursorPages,
    Empty,
    Events,
    GlobalHeader,
    Json,
    JsonBody,
    Lines,
    Model,
    MultipartBody,
    OffsetPages,
    Operation,
    PageNumberPages,
    Pages,
    Param,
    Polling,
    ServerError,
    StatusError,
    Text,
)


class Job(Model):
    job_id: str
    status: Literal["processing", "complete", "failed"] | str
    name: str | None = None
    created_at: datetime | None = None
    parts: list[Job] = Field(default_factory=list)


class JobList(Model):
    jobs: list[Job] = Field(alias="embed_jobs")
    next_cursor: str | None = Field(default=None, alias="nextCursor")


class Token(Model):
    text: str


class NotFoundError(ClientError):
    """404."""


class TooManyRequestsError(ClientError):
    """429."""


class ServiceUnavailableError(ServerError):
    """503."""


BY_STATUS: dict[int, type[StatusError]] = {
    404: NotFoundError,
    429: TooManyRequestsError,
    503: ServiceUnavailableError,
}

GET: Operation[Job] = Operation(
    "jobs.get", "GET", "/v1/jobs/{id}", params=(Param("id", "path"),), result=Json(lambda: Job)
)
CREATE: Operation[Job] = Operation(
    "jobs.create",
    "POST",
    "/v1/jobs",
    body=JsonBody("name", "model", "float_", renamed={"float_": "float"}),
    result=Json(lambda: Job),
)
CANCEL: Operation[None] = Operation(
    "jobs.cancel",
    "POST",
    "/v1/jobs/{id}/cancel",
    params=(Param("id", "path"),),
    result=Empty(),
)
DELETE: Operation[None] = Operation(
    "jobs.delete", "DELETE", "/v1/jobs/{id}", params=(Param("id", "path"),), result=Empty()
)
LIST: Operation[JobList] = Operation(
    "jobs.list",
    "GET",
    "/v1/jobs",
    params=(
        Param("limit", "query"),
        Param("offset", "query"),
        Param("page", "query"),
        Param("cursor", "query", "pageCursor"),
        Param("before", "query"),
        Param("done", "query"),
        Param("tags", "query"),
    ),
    result=Json(lambda: JobList),
)
OFFSETS: Pages[Job] = OffsetPages(advance="offset", limit="limit", items="embed_jobs")
CURSORS: Pages[Job] = CursorPages(advance="cursor", next="nextCursor", items="embed_jobs")
NUMBERS: Pages[Job] = PageNumberPages(advance="page", limit="limit", items="embed_jobs")
UPLOAD: Operation[Job] = Operation(
    "jobs.upload",
    "POST",
    "/v1/files",
    params=(Param("name", "query"),),
    body=MultipartBody(fields=("purpose",), files=("data", "eval_data")),
    result=Json(lambda: Job),
)
PUT: Operation[None] = Operation(
    "jobs.put", "PUT", "/v1/raw", body=BinaryBody("audio/mpeg"), result=Empty()
)
EVENTS: Operation[Token] = Operation(
    "events", "POST", "/v1/events", body=JsonBody("name"), result=Events(lambda: Token)
)
LINES: Operation[Token] = Operation("lines", "GET", "/v1/lines", result=Lines(lambda: Token))
DOWNLOAD: Operation[bytes] = Operation("download", "GET", "/v1/download", result=Binary())
MAYBE: Operation[Job | None] = Operation(
    "maybe", "GET", "/v1/maybe", result=Json(lambda: Job | None)
)
TEXT: Operation[str] = Operation("text", "GET", "/v1/text", result=Text())
EMBED: Operation[list[list[float]]] = Operation(
    "embed", "POST", "/v1/embed", body=JsonBody("texts"), result=Json(lambda: list[list[float]])
)
POLLING = Polling(
    GET,
    status="status",
    succeeded=("complete",),
    failed=("failed",),
    accepts={"Job": "job_id"},
    argument="id",
)

SPEC = ClientSpec(
    package="stand-in",
    version="1.2.3",
    servers=("https://api.example.com",),
    server_environment="STAND_IN_URL",
    auth=(Bearer("api_key", environment="STAND_IN_KEY"),),
    headers=(GlobalHeader("client_name", "X-Client-Name"),),
    failures=lambda: BY_STATUS,
)
