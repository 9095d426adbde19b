"""Responses of the API with every documented field and values from the documentation."""

from __future__ import annotations

from base64 import b64encode
from random import Random
from struct import pack
from typing import Any, Final

JOB_ID: Final = "e3f1c2a4-9b7d-4f3a-8c2e-1a2b3c4d5e6f"
DATASET_ID: Final = "dataset-7890abc123"

# From the example of the page "List Embed Jobs". image_tokens is in the example, but in no schema.
META: Final[dict[str, Any]] = {
    "api_version": {"version": "1.0.0", "is_deprecated": False, "is_experimental": False},
    "billed_units": {
        "images": 0,
        "input_tokens": 1520,
        "image_tokens": 0,
        "output_tokens": 5120,
        "search_units": 0,
        "classifications": 0,
    },
    "tokens": {"input_tokens": 1520, "output_tokens": 5120},
    "cached_tokens": 300,
    "warnings": [],
}


def embed_job(job_id: str = JOB_ID, status: str = "complete") -> dict[str, Any]:
    """Return an embed job. Only a complete job has an output dataset."""
    job = {
        "job_id": job_id,
        "status": status,
        "created_at": "2024-04-10T14:22:00Z",
        "input_dataset_id": DATASET_ID,
        "model": "embed-multilingual-v2.0",
        "truncate": "END",
        "name": "User Document Embedding Job April 2024",
        "output_dataset_id": "dataset-4567def890",
        "meta": META,
    }
    return job if status == "complete" else _without(job, "output_dataset_id")


def embed_jobs(count: int = 1) -> dict[str, Any]:
    """Return a list of embed jobs: the example of the page, then copies with other ids."""
    ids = (JOB_ID, *(f"{number:08x}-9b7d-4f3a-8c2e-1a2b3c4d5e6f" for number in range(1, count)))
    return {"embed_jobs": [embed_job(job_id) for job_id in ids[:count]]}


_PARTS: Final[list[dict[str, Any]]] = [
    {
        "id": "part-1",
        "name": "embed.jsonl",
        "url": "https://storage.example.com/part-1.avro?signature=a%2Fb&expires=900",
        "index": 0,
        "size_bytes": 2048,
        "num_rows": 42,
        "original_url": "https://storage.example.com/embed.jsonl",
        "samples": ['{"text": "hello"}', '{"text": "žluťoučký kůň"}'],
    },
    {"id": "part-2", "name": "more.jsonl", "index": 1},
]

_FINETUNING_METRICS: Final[dict[str, Any]] = {
    "trainable_token_count": 123456,
    "total_examples": 100,
    "train_examples": 80,
    "train_size_bytes": 8192,
    "eval_examples": 20,
    "eval_size_bytes": 2048,
}

_RERANKER_METRICS: Final = {
    "num_train_queries": 80,
    "num_train_relevant_passages": 160,
    "num_train_hard_negatives": 40,
    "num_eval_queries": 20,
    "num_eval_relevant_passages": 40,
    "num_eval_hard_negatives": 10,
}

_CHAT_METRICS: Final = {"num_train_turns": 320, "num_eval_turns": 80, "preamble": "You are kind."}

_CLASSIFY_METRICS: Final = {
    "label_metrics": [
        {"total_examples": 60, "label": "positive", "samples": ["Lovely.", "Works!"]},
        {"total_examples": 40, "label": "negative", "samples": []},
    ]
}


def dataset(dataset_id: str = DATASET_ID, status: str = "validated") -> dict[str, Any]:
    """Return a dataset of texts. Only a validated dataset has parts."""
    result = {
        "id": dataset_id,
        "name": "embed-dataset",
        "created_at": "2024-04-10T14:22:00.123456Z",
        "updated_at": "2024-04-10T16:23:05+02:00",
        "dataset_type": "embed-input",
        "validation_status": status,
        "schema": '{"type": "record", "name": "embed", "fields": []}',
        "required_fields": ["text"],
        "preserve_fields": ["title", "year"],
        "dataset_parts": _PARTS,
        "validation_warnings": ["1 row was dropped"],
        "parse_info": {"separator": "\n", "delimiter": ","},
    }
    return result if status == "validated" else _without(result, "dataset_parts")


def datasets() -> dict[str, Any]:
    """Return one dataset for each documented type of metrics, and one that failed."""
    return {"datasets": [dataset(), *other_datasets().values()]}


def other_datasets() -> dict[str, dict[str, Any]]:
    """Return the listed datasets with finished validation, by id."""
    others = [
        _finetuning_dataset("reranker-finetune-input", reranker_data_metrics=_RERANKER_METRICS),
        _finetuning_dataset("chat-finetune-input", chat_data_metrics=_CHAT_METRICS),
        _finetuning_dataset(
            "single-label-classification-finetune-input",
            classify_data_metrics=_CLASSIFY_METRICS,
        ),
        {**dataset("dataset-broken", "failed"), "validation_error": "row 3 has no text"},
    ]
    return {other["id"]: other for other in others}


def _finetuning_dataset(kind: str, **metrics: Any) -> dict[str, Any]:
    return {
        "id": f"dataset-{kind}",
        "name": kind,
        "created_at": "2024-04-10T14:22:00Z",
        "updated_at": "2024-04-10T14:22:00Z",
        "dataset_type": kind,
        "validation_status": "validated",
        "metrics": {"finetune_dataset_metrics": {**_FINETUNING_METRICS, **metrics}},
    }


def embeddings(request: dict[str, Any]) -> dict[str, Any]:
    """Return the response to an embed request: one embedding per input and requested type."""
    texts, images, inputs = (request.get(key) or [] for key in ("texts", "images", "inputs"))
    count = len(texts) + len(images) + len(inputs)
    width = request.get("output_dimension") or 4
    kinds = request.get("embedding_types") or ["float"]
    picture = {"width": 400, "height": 400, "format": "png", "bit_depth": 24}
    return {
        "response_type": "embeddings_by_type",
        "id": "1f7a26ef-4a15-4a3c-9c4c-1ba3a3e6f0b4",
        "embeddings": {kind: _embeddings_of_type(kind, count, width) for kind in kinds},
        "texts": texts,
        **({"images": [picture for _ in images]} if images else {}),
        "meta": META,
    }


_INTEGER_RANGES: Final = {
    "int8": (-128, 127),
    "uint8": (0, 255),
    "binary": (-128, 127),
    "ubinary": (0, 255),
}


def _embeddings_of_type(kind: str, count: int, width: int) -> list[Any]:
    random = Random(kind)  # seeded: the same request always gets the same response
    if kind == "float":
        return [[round(random.uniform(-1, 1), 8) for _ in range(width)] for _ in range(count)]
    if kind == "base64":
        return [_base64_floats(width) for _ in range(count)]
    low, high = _INTEGER_RANGES[kind]
    return [[random.randint(low, high) for _ in range(width)] for _ in range(count)]


def _base64_floats(width: int) -> str:
    return b64encode(pack(f"<{width}f", *(1.0 + number % 4 for number in range(width)))).decode()


def _without(value: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: item for name, item in value.items() if name != key}
