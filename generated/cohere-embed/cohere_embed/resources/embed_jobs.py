"""Methods of ``client.embed_jobs``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    Undescribed,
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

_CANCEL: Operation[Any] = Operation(
    "embed_jobs.cancel",
    "POST",
    "/v1/embed-jobs/{id}/cancel",
    params=(Param("id", "path"),),
    result=Undescribed(),
)


class EmbedJobs(Resource):
    """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""

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

    def cancel(self, id: str, *, options: RequestOptions | None = None) -> Any:
        """Cancel an Embed Job.

        This API allows users to cancel an active embed job. Once invoked, the embedding process
        will be terminated, and users will be charged for the embeddings processed up to the
        cancellation point. It's important to note that partial results will not be available to
        users after cancellation.

        Args:
            id: The ID of the embed job to cancel.

        Returns:
            What the server sends, which is not documented: JSON, text or bytes, by its content
            type; None if it sends no content.

        Reference: https://docs.cohere.com/reference/cancel-embed-job
        """
        return self._send(_CANCEL, options, id=id)


class AsyncEmbedJobs(AsyncResource):
    """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""

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
        """Create an Embed Job; see `EmbedJobs.create`."""
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
        """List Embed Jobs; see `EmbedJobs.list`."""
        return await self._send(_LIST, options)

    async def get(self, id: str, *, options: RequestOptions | None = None) -> types.EmbedJob:
        """Fetch an Embed Job; see `EmbedJobs.get`."""
        return await self._send(_GET, options, id=id)

    async def cancel(self, id: str, *, options: RequestOptions | None = None) -> Any:
        """Cancel an Embed Job; see `EmbedJobs.cancel`."""
        return await self._send(_CANCEL, options, id=id)
