"""Methods of ``client.datasets``."""

from __future__ import annotations

from collections.abc import Sequence

from .. import types
from .._runtime import (
    OMIT,
    AsyncResource,
    Json,
    JsonBody,
    Omit,
    Operation,
    Param,
    Polling,
    RequestOptions,
    Resource,
)

_EMBED: Operation[types.EmbedByTypeResponse] = Operation(
    "embed",
    "POST",
    "/v2/embed",
    body=JsonBody(
        "texts",
        "images",
        "model",
        "input_type",
        "inputs",
        "max_tokens",
        "output_dimension",
        "embedding_types",
        "truncate",
        "priority",
    ),
    result=Json(lambda: types.EmbedByTypeResponse),
)

_CREATE: Operation[types.CreateEmbedJobResponse] = Operation(
    "embed_jobs.create",
    "POST",
    "/v1/embed-jobs",
    body=JsonBody("model", "dataset_id", "input_type", "name", "embedding_types", "truncate"),
    result=Json(lambda: types.CreateEmbedJobResponse),
)

_LIST: Operation[types.ListEmbedJobResponse] = Operation(
    "embed_jobs.list", "GET", "/v1/embed-jobs", result=Json(lambda: types.ListEmbedJobResponse)
)

_GET: Operation[types.EmbedJob] = Operation(
    "embed_jobs.get",
    "GET",
    "/v1/embed-jobs/{id}",
    params=(Param("id", "path"),),
    result=Json(lambda: types.EmbedJob),
)
EMBED_JOBS_GET_POLLING: Polling[types.EmbedJob] = Polling(
    _GET,
    status="status",
    succeeded=("complete",),
    failed=("failed", "cancelled"),
    accepts={"CreateEmbedJobResponse": "job_id", "EmbedJob": "job_id"},
    argument="id",
)


class Datasets(Resource):
    """Methods of ``datasets``."""

    def embed(
        self,
        *,
        model: str,
        input_type: types.EmbedInputType,
        texts: Sequence[str] | Omit = OMIT,
        images: Sequence[str] | Omit = OMIT,
        inputs: Sequence[types.EmbedInput | types.EmbedInputParam] | Omit = OMIT,
        max_tokens: int | Omit = OMIT,
        output_dimension: int | Omit = OMIT,
        embedding_types: Sequence[types.EmbeddingType] | Omit = OMIT,
        truncate: types.V2EmbedRequestTruncate | Omit = OMIT,
        priority: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.EmbedByTypeResponse:
        """Embed API (v2)

        This endpoint returns text embeddings. An embedding is a list of floating point numbers
        that captures semantic information about the text that it represents.

        Embeddings can be used to create text classifiers as well as empower semantic search. To
        learn more about embeddings, see the embedding page.

        If you want to learn more how to use the embedding model, have a look at the [Semantic
        Search Guide](https://docs.cohere.com/docs/semantic-search).

        Reference: https://docs.cohere.com/reference/embed
        """
        return self._send(
            _EMBED,
            options,
            texts=texts,
            images=images,
            model=model,
            input_type=input_type,
            inputs=inputs,
            max_tokens=max_tokens,
            output_dimension=output_dimension,
            embedding_types=embedding_types,
            truncate=truncate,
            priority=priority,
        )

    def create(
        self,
        *,
        model: str,
        dataset_id: str,
        input_type: types.EmbedInputType,
        name: str | Omit = OMIT,
        embedding_types: Sequence[types.EmbeddingType] | Omit = OMIT,
        truncate: types.CreateEmbedJobRequestTruncate | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.CreateEmbedJobResponse:
        """Create an Embed Job.

        This API launches an async Embed job for a
        [Dataset](https://docs.cohere.com/docs/datasets) of type `embed-input`. The result of a
        completed embed job is new Dataset of type `embed-output`, which contains the original
        text entries and the corresponding embeddings.

        Args:
            model: The ID of the embedding model to use for the job.
            dataset_id: The ID of a dataset of type embed-input. The dataset must have a
                validation status of Validated.
            input_type: Specifies the type of input. Required for embedding models v3 and
                higher. Use search_document for vector database storage, search_query for search
                queries, classification for classifiers, and clustering for clustering tasks.
            name: An optional name for the embed job.
            embedding_types: Specifies the types of embeddings to generate.
            truncate: Specifies how inputs longer than the maximum token length are handled.
                START discards the beginning, END discards the end.

        Reference: https://docs.cohere.com/reference/create-embed-job
        """
        return self._send(
            _CREATE,
            options,
            model=model,
            dataset_id=dataset_id,
            input_type=input_type,
            name=name,
            embedding_types=embedding_types,
            truncate=truncate,
        )

    def list(self, *, options: RequestOptions | None = None) -> types.ListEmbedJobResponse:
        """List Embed Jobs.

        The list embed job endpoint allows users to view all embed jobs history for that
        specific user.

        Reference: https://docs.cohere.com/reference/list-embed-jobs
        """
        return self._send(_LIST, options)

    def get(self, id: str, *, options: RequestOptions | None = None) -> types.EmbedJob:
        """Fetch an Embed Job.

        This API retrieves the details about an embed job started by the same user.

        Args:
            id: The ID of the embed job to retrieve.

        Reference: https://docs.cohere.com/reference/get-embed-job
        """
        return self._send(_GET, options, id=id)


class AsyncDatasets(AsyncResource):
    """Methods of ``datasets``."""

    async def embed(
        self,
        *,
        model: str,
        input_type: types.EmbedInputType,
        texts: Sequence[str] | Omit = OMIT,
        images: Sequence[str] | Omit = OMIT,
        inputs: Sequence[types.EmbedInput | types.EmbedInputParam] | Omit = OMIT,
        max_tokens: int | Omit = OMIT,
        output_dimension: int | Omit = OMIT,
        embedding_types: Sequence[types.EmbeddingType] | Omit = OMIT,
        truncate: types.V2EmbedRequestTruncate | Omit = OMIT,
        priority: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.EmbedByTypeResponse:
        """Embed API (v2); see `Datasets.embed`."""
        return await self._send(
            _EMBED,
            options,
            texts=texts,
            images=images,
            model=model,
            input_type=input_type,
            inputs=inputs,
            max_tokens=max_tokens,
            output_dimension=output_dimension,
            embedding_types=embedding_types,
            truncate=truncate,
            priority=priority,
        )

    async def create(
        self,
        *,
        model: str,
        dataset_id: str,
        input_type: types.EmbedInputType,
        name: str | Omit = OMIT,
        embedding_types: Sequence[types.EmbeddingType] | Omit = OMIT,
        truncate: types.CreateEmbedJobRequestTruncate | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.CreateEmbedJobResponse:
        """Create an Embed Job; see `Datasets.create`."""
        return await self._send(
            _CREATE,
            options,
            model=model,
            dataset_id=dataset_id,
            input_type=input_type,
            name=name,
            embedding_types=embedding_types,
            truncate=truncate,
        )

    async def list(self, *, options: RequestOptions | None = None) -> types.ListEmbedJobResponse:
        """List Embed Jobs; see `Datasets.list`."""
        return await self._send(_LIST, options)

    async def get(self, id: str, *, options: RequestOptions | None = None) -> types.EmbedJob:
        """Fetch an Embed Job; see `Datasets.get`."""
        return await self._send(_GET, options, id=id)
