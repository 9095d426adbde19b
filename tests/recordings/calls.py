"""The recorded calls: each documented operation with minimal, full and special arguments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from recordings.exchange import Call, File

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Plan:
    """One exchange to record.

    Args:
        variant: name of the variant. The recording is named `<method>.<variant>`.
        operation: documented METHOD and path.
        call: the call to record.
        finished: whether the job or dataset in the response is finished.
    """

    variant: str
    operation: str
    call: Call
    finished: bool = True

    @property
    def name(self) -> str:
        return f"{self.call.method}.{self.variant}"


_OPERATIONS: Final = {
    "embed": "POST /v2/embed",
    "embed_jobs.create": "POST /v1/embed-jobs",
    "embed_jobs.list": "GET /v1/embed-jobs",
    "embed_jobs.get": "GET /v1/embed-jobs/{id}",
    "embed_jobs.cancel": "POST /v1/embed-jobs/{id}/cancel",
    "datasets.create": "POST /v1/datasets",
    "datasets.list": "GET /v1/datasets",
    "datasets.get_usage": "GET /v1/datasets/usage",
    "datasets.get": "GET /v1/datasets/{id}",
}


def _plan(
    method: str,
    variant: str,
    *args: Any,
    client: Mapping[str, Any] | None = None,
    finished: bool = True,
    **kwargs: Any,
) -> Plan:
    return Plan(variant, _OPERATIONS[method], Call(method, args, kwargs, client), finished)


_PIXEL: Final = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_LINES: Final = b'{"text": "hello"}\n{"text": "goodbye"}\n'
_UNICODE: Final = ["žluťoučký kůň", "🐴", 'quote " and \\', "line\u2028separator\n\t\x00", ""]
_EMBED: Final[Mapping[str, Any]] = {"model": "embed-v4.0", "input_type": "classification"}

_EMBED_PLANS: Final = [
    _plan("embed", "minimal", **_EMBED, texts=["hello", "goodbye"]),
    _plan(
        "embed",
        "full",
        model="embed-v4.0",
        input_type="search_document",
        texts=["hello", "goodbye", "and again"],
        max_tokens=128,
        output_dimension=8,
        embedding_types=["float", "int8", "uint8", "binary", "ubinary", "base64"],
        truncate="NONE",
        priority=3,
    ),
    _plan("embed", "unicode", **_EMBED, texts=_UNICODE),
    _plan("embed", "nulls", **_EMBED, texts=["hello"], truncate=None, output_dimension=None),
    _plan("embed", "images", model="embed-v4.0", input_type="image", images=[_PIXEL, _PIXEL]),
    _plan(
        "embed",
        "inputs",
        **_EMBED,
        inputs=[
            {"content": [{"type": "text", "text": "hello"}]},
            {
                "content": [
                    {"type": "image_url", "image_url": {"url": _PIXEL}},
                    {"type": "text", "text": "a pixel"},
                ]
            },
        ],
        embedding_types=["float"],
    ),
]

_JOB: Final[Mapping[str, Any]] = {"model": "embed-english-v3.0", "dataset_id": "my-dataset-id"}

_EMBED_JOB_PLANS: Final = [
    _plan("embed_jobs.create", "minimal", **_JOB, input_type="search_document"),
    _plan(
        "embed_jobs.create",
        "full",
        **_JOB,
        input_type="clustering",
        name="My job",
        embedding_types=["float", "int8"],
        truncate="START",
    ),
    _plan("embed_jobs.create", "nulls", **_JOB, input_type="search_query", name=None),
    _plan("embed_jobs.list", "minimal"),
    _plan("embed_jobs.list", "client_name", client={"client_name": "my project"}),
    _plan("embed_jobs.get", "complete", "e3f1c2a4-9b7d-4f3a-8c2e-1a2b3c4d5e6f"),
    _plan("embed_jobs.get", "processing", finished=False, id="job_id"),
    _plan("embed_jobs.cancel", "positional", "job_id"),
    _plan("embed_jobs.cancel", "keyword", id="e3f1c2a4~9b7d.4f3a-8c2e_1a2b3c4d5e6f"),
]

_UPLOAD: Final[Mapping[str, Any]] = {"name": "embed-dataset", "type": "embed-input"}

_UPLOAD_PLANS: Final = [
    _plan("datasets.create", "minimal", **_UPLOAD, data=File("embed.jsonl", _LINES)),
    _plan(
        "datasets.create",
        "full",
        name="reranker data",
        type="reranker-finetune-input",
        data=File("train.jsonl", _LINES),
        eval_data=File("eval.jsonl", b'{"text": "held out"}\n'),
        keep_original_file=True,
        skip_malformed_input=False,
        keep_fields=["title", "year"],
        optional_fields=["author", "a&b=c", "ü"],
        text_separator="\n\n",
        csv_delimiter=";",
    ),
    _plan(
        "datasets.create",
        "keep_one_field",
        **_UPLOAD,
        data=File("table.csv", b"text,title\nhello,greeting\n"),
        keep_fields=["title"],
    ),
    _plan(
        "datasets.create",
        "name_to_encode",
        name="a b+c&d=e/f?g#h%41 ü",
        type="embed-input",
        data=File("notes.txt", b"one\r\n\r\ntwo"),
    ),
    _plan("datasets.create", "named", **_UPLOAD, data=File("named.jsonl", _LINES, "named")),
    _plan(
        "datasets.create",
        "typed",
        **_UPLOAD,
        data=File("typed.jsonl", _LINES, "typed", "application/jsonl"),
    ),
    _plan("datasets.create", "bytes", **_UPLOAD, data=File("", _LINES, "bytes")),
    _plan("datasets.create", "empty_file", **_UPLOAD, data=File("empty.jsonl", b"")),
    _plan(
        "datasets.create",
        "binary_file",
        **_UPLOAD,
        data=File("rows.avro", b"Obj\x01\x00\xff\xfe\r\n--boundary--\r\n\x80"),
    ),
    _plan(
        "datasets.create",
        "unicode_filename",
        **_UPLOAD,
        data=File('žluťoučký "kůň".jsonl', _LINES, "named"),
    ),
]

_NAIVE: Final = datetime(2024, 1, 2, 3, 4, 5)

_DATASET_PLANS: Final = [
    _plan("datasets.list", "minimal"),
    _plan(
        "datasets.list",
        "full",
        dataset_type="embed-input",
        before=datetime(2024, 1, 2, 3, 4, 5, 678900, timezone(timedelta(hours=-4))),
        after=datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC),
        limit=10,
        offset=3,
        validation_status="validated",
    ),
    _plan("datasets.list", "naive_times", before=_NAIVE, after=_NAIVE.replace(microsecond=1)),
    _plan("datasets.list", "zero_limits", limit=0, offset=0),
    _plan("datasets.get_usage", "minimal"),
    _plan("datasets.get", "validated", id="dataset-7890abc123"),
    _plan("datasets.get", "queued", "my-dataset-id", finished=False),
    _plan("datasets.get", "failed", id="dataset-broken"),
    _plan("datasets.get", "chat", id="dataset-chat-finetune-input"),
    _plan("datasets.get", "reranker", id="dataset-reranker-finetune-input"),
    _plan(
        "datasets.get",
        "classification",
        id="dataset-single-label-classification-finetune-input",
    ),
]

PLANS: Final = [*_EMBED_PLANS, *_EMBED_JOB_PLANS, *_UPLOAD_PLANS, *_DATASET_PLANS]
