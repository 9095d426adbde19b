"""Methods of ``client.datasets``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

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
    Polling,
    RequestOptions,
    Resource,
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

_GET: Operation[types.DatasetsGetResponse] = Operation(
    "datasets.get",
    "GET",
    "/v1/datasets/{id}",
    params=(Param("id", "path"),),
    result=Json(lambda: types.DatasetsGetResponse),
)
DATASETS_GET_POLLING: Polling[types.DatasetsGetResponse] = Polling(
    _GET,
    status="dataset.validation_status",
    succeeded=("validated",),
    failed=("failed", "skipped", "unknown"),
    accepts={"DatasetsCreateResponse": "id", "DatasetsGetResponse": "dataset.id", "Dataset": "id"},
    argument="id",
)


class Datasets(Resource):
    """Methods of ``datasets``."""

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

    def get(self, id: str, *, options: RequestOptions | None = None) -> types.DatasetsGetResponse:
        """Get a Dataset.

        Retrieve a dataset by ID. See ['Datasets'](https://docs.cohere.com/docs/datasets) for
        more information.

        Reference: https://docs.cohere.com/reference/get-dataset
        """
        return self._send(_GET, options, id=id)


class AsyncDatasets(AsyncResource):
    """Methods of ``datasets``."""

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
        """Create a Dataset; see `Datasets.create`."""
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
        """List Datasets; see `Datasets.list`."""
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
        """Get Dataset Usage; see `Datasets.get_usage`."""
        return await self._send(_GET_USAGE, options)

    async def get(
        self, id: str, *, options: RequestOptions | None = None
    ) -> types.DatasetsGetResponse:
        """Get a Dataset; see `Datasets.get`."""
        return await self._send(_GET, options, id=id)
