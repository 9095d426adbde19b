"""Methods of ``client.embed_jobs``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from .. import types
from .._runtime import (
    OMIT,
    AsyncItemIterator,
    AsyncResource,
    FileArgument,
    ItemIterator,
    Json,
    MultipartBody,
    OffsetPages,
    Omit,
    Operation,
    Pages,
    Param,
    RequestOptions,
    Resource,
    Undescribed,
)

_CANCEL: Operation[Any] = Operation(
    "embed_jobs.cancel",
    "POST",
    "/v1/embed-jobs/{id}/cancel",
    params=(Param("id", "path"),),
    result=Undescribed(),
)

_CREATE: Operation[types.DatasetsCreateResponse] = Operation(
    "datasets.create",
    "POST",
    "/v1/datasets",
    params=(
        Param("name", "query"),
        Param("type", "query"),
        Param("keep_original_file", "query"),
        Param("skip_malformed_input", "query"),
        Param("keep_fields", "query"),
        Param("optional_fields", "query"),
        Param("text_separator", "query"),
        Param("csv_delimiter", "query"),
    ),
    body=MultipartBody(files=("data", "eval_data")),
    result=Json(lambda: types.DatasetsCreateResponse),
)

_LIST: Operation[types.DatasetsListResponse] = Operation(
    "datasets.list",
    "GET",
    "/v1/datasets",
    params=(
        Param("dataset_type", "query", "datasetType"),
        Param("before", "query"),
        Param("after", "query"),
        Param("limit", "query"),
        Param("offset", "query"),
        Param("validation_status", "query", "validationStatus"),
    ),
    result=Json(lambda: types.DatasetsListResponse),
)
_LIST_ALL: Pages[types.Dataset] = OffsetPages(advance="offset", limit="limit", items="datasets")

_GET_USAGE: Operation[types.DatasetsGetUsageResponse] = Operation(
    "datasets.get_usage",
    "GET",
    "/v1/datasets/usage",
    result=Json(lambda: types.DatasetsGetUsageResponse),
)


class EmbedJobs(Resource):
    """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""

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

    def create(
        self,
        *,
        name: str,
        type: types.DatasetType,
        data: FileArgument,
        keep_original_file: bool | Omit = OMIT,
        skip_malformed_input: bool | Omit = OMIT,
        keep_fields: Sequence[str] | Omit = OMIT,
        optional_fields: Sequence[str] | Omit = OMIT,
        text_separator: str | Omit = OMIT,
        csv_delimiter: str | Omit = OMIT,
        eval_data: FileArgument | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.DatasetsCreateResponse:
        """Create a Dataset.

        Create a dataset by uploading a file. See ['Dataset
        Creation'](https://docs.cohere.com/docs/datasets#dataset-creation) for more information.

        Args:
            name: The name of the uploaded dataset.
            type: The dataset type, which is used to validate the data. The only valid type is
                `embed-input` used in conjunction with the Embed Jobs API.
            keep_original_file: Indicates if the original file should be stored.
            skip_malformed_input: Indicates whether rows with malformed input should be dropped
                (instead of failing the validation check). Dropped rows will be returned in the
                warnings field.
            keep_fields: List of names of fields that will be persisted in the Dataset. By
                default the Dataset will retain only the required fields indicated in the
                [schema for the corresponding Dataset
                type](https://docs.cohere.com/docs/datasets#dataset-types). For example,
                datasets of type `embed-input` will drop all fields other than the required
                `text` field. If any of the fields in `keep_fields` are missing from the
                uploaded file, Dataset validation will fail.
            optional_fields: List of names of fields that will be persisted in the Dataset. By
                default the Dataset will retain only the required fields indicated in the
                [schema for the corresponding Dataset
                type](https://docs.cohere.com/docs/datasets#dataset-types). For example,
                Datasets of type `embed-input` will drop all fields other than the required
                `text` field. If any of the fields in `optional_fields` are missing from the
                uploaded file, Dataset validation will pass.
            text_separator: Raw .txt uploads will be split into entries using the text_separator
                value.
            csv_delimiter: The delimiter used for .csv uploads.

        Reference: https://docs.cohere.com/reference/create-dataset
        """
        return self._send(
            _CREATE,
            options,
            name=name,
            type=type,
            keep_original_file=keep_original_file,
            skip_malformed_input=skip_malformed_input,
            keep_fields=keep_fields,
            optional_fields=optional_fields,
            text_separator=text_separator,
            csv_delimiter=csv_delimiter,
            data=data,
            eval_data=eval_data,
        )

    def list(
        self,
        *,
        dataset_type: str | Omit = OMIT,
        before: datetime.datetime | Omit = OMIT,
        after: datetime.datetime | Omit = OMIT,
        limit: int | Omit = OMIT,
        offset: int | Omit = OMIT,
        validation_status: types.DatasetValidationStatus | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.DatasetsListResponse:
        """List Datasets.

        List datasets that have been created.

        Args:
            dataset_type: optional filter by dataset type.
            before: optional filter before a date.
            after: optional filter after a date.
            limit: optional limit to number of results.
            offset: optional offset to start of results.
            validation_status: optional filter by validation status.

        Reference: https://docs.cohere.com/reference/list-datasets
        """
        return self._send(
            _LIST,
            options,
            dataset_type=dataset_type,
            before=before,
            after=after,
            limit=limit,
            offset=offset,
            validation_status=validation_status,
        )

    def list_all(
        self,
        *,
        dataset_type: str | Omit = OMIT,
        before: datetime.datetime | Omit = OMIT,
        after: datetime.datetime | Omit = OMIT,
        limit: int | Omit = OMIT,
        offset: int | Omit = OMIT,
        validation_status: types.DatasetValidationStatus | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> ItemIterator[types.Dataset, types.DatasetsListResponse]:
        """Iterate over the items of all pages of `list`."""
        return self._iterate(
            _LIST,
            _LIST_ALL,
            options,
            dataset_type=dataset_type,
            before=before,
            after=after,
            limit=limit,
            offset=offset,
            validation_status=validation_status,
        )

    def get_usage(self, *, options: RequestOptions | None = None) -> types.DatasetsGetUsageResponse:
        """Get Dataset Usage.

        View the dataset storage usage for your Organization. Each Organization can have up to
        10GB of storage across all their users.

        Reference: https://docs.cohere.com/reference/get-dataset-usage
        """
        return self._send(_GET_USAGE, options)


class AsyncEmbedJobs(AsyncResource):
    """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""

    async def cancel(self, id: str, *, options: RequestOptions | None = None) -> Any:
        """Cancel an Embed Job; see `EmbedJobs.cancel`."""
        return await self._send(_CANCEL, options, id=id)

    async def create(
        self,
        *,
        name: str,
        type: types.DatasetType,
        data: FileArgument,
        keep_original_file: bool | Omit = OMIT,
        skip_malformed_input: bool | Omit = OMIT,
        keep_fields: Sequence[str] | Omit = OMIT,
        optional_fields: Sequence[str] | Omit = OMIT,
        text_separator: str | Omit = OMIT,
        csv_delimiter: str | Omit = OMIT,
        eval_data: FileArgument | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.DatasetsCreateResponse:
        """Create a Dataset; see `EmbedJobs.create`."""
        return await self._send(
            _CREATE,
            options,
            name=name,
            type=type,
            keep_original_file=keep_original_file,
            skip_malformed_input=skip_malformed_input,
            keep_fields=keep_fields,
            optional_fields=optional_fields,
            text_separator=text_separator,
            csv_delimiter=csv_delimiter,
            data=data,
            eval_data=eval_data,
        )

    async def list(
        self,
        *,
        dataset_type: str | Omit = OMIT,
        before: datetime.datetime | Omit = OMIT,
        after: datetime.datetime | Omit = OMIT,
        limit: int | Omit = OMIT,
        offset: int | Omit = OMIT,
        validation_status: types.DatasetValidationStatus | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> types.DatasetsListResponse:
        """List Datasets; see `EmbedJobs.list`."""
        return await self._send(
            _LIST,
            options,
            dataset_type=dataset_type,
            before=before,
            after=after,
            limit=limit,
            offset=offset,
            validation_status=validation_status,
        )

    def list_all(
        self,
        *,
        dataset_type: str | Omit = OMIT,
        before: datetime.datetime | Omit = OMIT,
        after: datetime.datetime | Omit = OMIT,
        limit: int | Omit = OMIT,
        offset: int | Omit = OMIT,
        validation_status: types.DatasetValidationStatus | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> AsyncItemIterator[types.Dataset, types.DatasetsListResponse]:
        """Iterate over the items of all pages of `list`."""
        return self._iterate(
            _LIST,
            _LIST_ALL,
            options,
            dataset_type=dataset_type,
            before=before,
            after=after,
            limit=limit,
            offset=offset,
            validation_status=validation_status,
        )

    async def get_usage(
        self, *, options: RequestOptions | None = None
    ) -> types.DatasetsGetUsageResponse:
        """Get Dataset Usage; see `EmbedJobs.get_usage`."""
        return await self._send(_GET_USAGE, options)
