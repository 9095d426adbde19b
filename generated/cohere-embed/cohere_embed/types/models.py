"""Models of requests and responses."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from .._runtime.model import Model


class ApiMetaApiVersion(Model):
    version: str
    """The API version used."""

    is_deprecated: bool | None = None
    is_experimental: bool | None = None


class ApiMetaBilledUnits(Model):
    images: float | None = None
    input_tokens: float | None = None
    output_tokens: float | None = None
    search_units: float | None = None
    classifications: float | None = None
    image_tokens: float | None = None


class ApiMetaTokens(Model):
    input_tokens: float | None = None
    output_tokens: float | None = None


class ChatDataMetrics(Model):
    num_train_turns: int | None = None
    num_eval_turns: int | None = None
    preamble: str | None = None


CreateEmbedJobRequestTruncate = TypeAliasType(
    "CreateEmbedJobRequestTruncate", Literal["START", "END"] | str
)


class DatasetPart(Model):
    id: str
    name: str
    url: str | None = None
    index: int | None = None
    size_bytes: int | None = None
    num_rows: int | None = None
    original_url: str | None = None
    samples: list[str] | None = None


DatasetType = TypeAliasType(
    "DatasetType",
    Literal[
        "embed-input",
        "embed-result",
        "cluster-result",
        "cluster-outliers",
        "reranker-finetune-input",
        "single-label-classification-finetune-input",
        "chat-finetune-input",
        "multi-label-classification-finetune-input",
        "batch-chat-input",
        "batch-openai-chat-input",
        "batch-embed-v2-input",
        "batch-chat-v2-input",
    ]
    | str,
)


DatasetValidationStatus = TypeAliasType(
    "DatasetValidationStatus",
    Literal["unknown", "queued", "processing", "failed", "validated", "skipped"] | str,
)


class DatasetsCreateResponse(Model):
    id: str | None = None


class DatasetsGetUsageResponse(Model):
    organization_usage: int | None = None


class EmbedByTypeResponseEmbeddings(Model):
    float_: Annotated[list[list[float]] | None, Field(alias="float")] = None
    int8: list[list[int]] | None = None
    uint8: list[list[int]] | None = None
    binary: list[list[int]] | None = None
    ubinary: list[list[int]] | None = None
    base64: list[str] | None = None


EmbedByTypeResponseResponseType = TypeAliasType(
    "EmbedByTypeResponseResponseType", Literal["embeddings_floats", "embeddings_by_type"] | str
)


class EmbedImageUrl(Model):
    url: str


EmbedInputType = TypeAliasType(
    "EmbedInputType",
    Literal["search_document", "search_query", "classification", "clustering", "image"] | str,
)


EmbedJobStatus = TypeAliasType(
    "EmbedJobStatus", Literal["processing", "complete", "cancelling", "cancelled", "failed"] | str
)


EmbedJobTruncate = TypeAliasType("EmbedJobTruncate", Literal["START", "END"] | str)


class EmbedText(Model):
    text: str
    type: Literal["text"]


EmbeddingType = TypeAliasType(
    "EmbeddingType", Literal["float", "int8", "uint8", "binary", "ubinary", "base64"] | str
)


class Error(Model):
    """The body of an error response."""

    message: str | None = None
    """A human-readable error message describing what went wrong."""

    id: str | None = None
    """The id of the request."""

    error_type: str | None = None
    """A word for the kind of error."""


class Image(Model):
    width: int
    height: int
    format: str
    bit_depth: int


class LabelMetric(Model):
    total_examples: int | None = None
    label: str | None = None
    samples: list[str] | None = None


class ParseInfo(Model):
    separator: str | None = None
    delimiter: str | None = None


class RerankerDataMetrics(Model):
    num_train_queries: int | None = None
    num_train_relevant_passages: int | None = None
    num_train_hard_negatives: int | None = None
    num_eval_queries: int | None = None
    num_eval_relevant_passages: int | None = None
    num_eval_hard_negatives: int | None = None


V2EmbedRequestTruncate = TypeAliasType(
    "V2EmbedRequestTruncate", Literal["NONE", "START", "END"] | str
)


class ApiMeta(Model):
    api_version: ApiMetaApiVersion | None = None
    billed_units: ApiMetaBilledUnits | None = None
    tokens: ApiMetaTokens | None = None
    cached_tokens: float | None = None
    warnings: list[str] | None = None


class ClassifyDataMetrics(Model):
    label_metrics: list[LabelMetric] | None = None


class CreateEmbedJobResponse(Model):
    job_id: str
    """The unique identifier of the created embed job."""

    meta: ApiMeta | None = None


class EmbedByTypeResponse(Model):
    response_type: EmbedByTypeResponseResponseType | None = None
    id: str
    embeddings: EmbedByTypeResponseEmbeddings
    texts: list[str] | None = None
    images: list[Image] | None = None
    meta: ApiMeta | None = None


class EmbedImage(Model):
    image_url: EmbedImageUrl
    type: Literal["image_url"]


class EmbedJob(Model):
    job_id: str
    """The unique identifier of the embed job."""

    name: str | None = None
    """The name of the embed job."""

    status: EmbedJobStatus
    """The current status of the embed job."""

    created_at: datetime
    """The timestamp when the embed job was created."""

    input_dataset_id: str
    """The ID of the input dataset."""

    output_dataset_id: str | None = None
    """The ID of the output dataset containing embeddings."""

    model: str
    """The embedding model used for the job."""

    truncate: EmbedJobTruncate
    """The truncation strategy used for the job."""

    meta: ApiMeta | None = None
    """Metadata about the embed job."""


class FinetuneDatasetMetrics(Model):
    trainable_token_count: int | None = None
    total_examples: int | None = None
    train_examples: int | None = None
    train_size_bytes: int | None = None
    eval_examples: int | None = None
    eval_size_bytes: int | None = None
    reranker_data_metrics: RerankerDataMetrics | None = None
    chat_data_metrics: ChatDataMetrics | None = None
    classify_data_metrics: ClassifyDataMetrics | None = None


class ListEmbedJobResponse(Model):
    embed_jobs: list[EmbedJob] | None = None
    """A list of embed jobs for the authenticated user."""


class Metrics(Model):
    finetune_dataset_metrics: FinetuneDatasetMetrics | None = None


class Dataset(Model):
    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    dataset_type: DatasetType
    validation_status: DatasetValidationStatus
    validation_error: str | None = None
    schema_: Annotated[str | None, Field(alias="schema")] = None
    required_fields: list[str] | None = None
    preserve_fields: list[str] | None = None
    dataset_parts: list[DatasetPart] | None = None
    validation_warnings: list[str] | None = None
    parse_info: ParseInfo | None = None
    metrics: Metrics | None = None


class DatasetsGetResponse(Model):
    dataset: Dataset


class DatasetsListResponse(Model):
    datasets: list[Dataset] | None = None


EmbedContent = TypeAliasType(
    "EmbedContent", Annotated[EmbedImage | EmbedText, Field(discriminator="type")]
)


class EmbedInput(Model):
    content: list[EmbedContent]
