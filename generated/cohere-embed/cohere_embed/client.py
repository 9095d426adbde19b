"""The clients of the API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack, overload

from . import errors, types
from ._runtime import (
    AsyncBaseClient,
    AsyncClientOptions,
    BaseClient,
    Bearer,
    ClientOptions,
    ClientSpec,
    GlobalHeader,
    Json,
    Operation,
    Param,
    Polling,
    RequestOptions,
)

if TYPE_CHECKING:
    from .resources.datasets import AsyncDatasets, Datasets
    from .resources.embed_jobs import AsyncEmbedJobs, EmbedJobs


_SPEC = ClientSpec(
    package="cohere-embed",
    version="0.1.0",
    servers=("https://api.cohere.com",),
    server_environment="CO_API_URL",
    auth=(Bearer("api_key", environment="CO_API_KEY"),),
    headers=(GlobalHeader("client_name", "X-Client-Name"),),
    failures=lambda: errors.BY_STATUS,
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


class Client(BaseClient):
    """The synchronous client of the Cohere Embed API.

    Embeddings of texts and images, batch embed jobs, and the datasets that they read.

    Args:
        api_key: Bearer authentication of the form `Bearer <token>`, where token is your
            auth token. Default: the environment variable CO_API_KEY.
        client_name: The name of the project that is making the request.
        base_url: Base URL. Default: the environment variable CO_API_URL, or
            https://api.cohere.com
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        api_key: str | Callable[[], str] | None = None,
        *,
        client_name: str | None = None,
        base_url: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(_SPEC, base_url, options, api_key=api_key, client_name=client_name)

    @cached_property
    def datasets(self) -> Datasets:
        """Methods of ``datasets``."""
        from .resources.datasets import Datasets

        return Datasets(self)

    @cached_property
    def embed_jobs(self) -> EmbedJobs:
        """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""
        from .resources.embed_jobs import EmbedJobs

        return EmbedJobs(self)

    def get(self, id: str, *, options: RequestOptions | None = None) -> types.DatasetsGetResponse:
        """Get a Dataset.

        Retrieve a dataset by ID. See ['Datasets'](https://docs.cohere.com/docs/datasets) for
        more information.

        Reference: https://docs.cohere.com/reference/get-dataset
        """
        return self._send(_GET, options, id=id)

    @overload
    def wait(
        self,
        target: types.DatasetsCreateResponse | types.DatasetsGetResponse | types.Dataset,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[types.DatasetsGetResponse], object] | None = None,
        options: RequestOptions | None = None,
    ) -> types.DatasetsGetResponse: ...

    @overload
    def wait(
        self,
        target: types.CreateEmbedJobResponse | types.EmbedJob,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[types.EmbedJob], object] | None = None,
        options: RequestOptions | None = None,
    ) -> types.EmbedJob: ...

    def wait(
        self,
        target: Any,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[Any], object] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """Wait for the job to finish.

        Polls `datasets.get`, `embed_jobs.get`.

        Args:
            target: The response of the call that started the job, or a later state of it.
            interval: Seconds between two requests. Default: 2.
            timeout: Seconds to wait; None means no timeout.
            on_poll: Called with each state of the job.
            options: Options of each request.

        Raises:
            PollingFailedError: The job failed.
            PollingTimeoutError: The job did not finish within the timeout.
        """
        from .resources.datasets import EMBED_JOBS_GET_POLLING

        return self._wait(
            (DATASETS_GET_POLLING, EMBED_JOBS_GET_POLLING),
            target,
            interval=interval,
            timeout=timeout,
            on_poll=on_poll,
            options=options,
        )


class AsyncClient(AsyncBaseClient):
    """The asynchronous client of the Cohere Embed API.

    Embeddings of texts and images, batch embed jobs, and the datasets that they read.

    Args:
        api_key: Bearer authentication of the form `Bearer <token>`, where token is your
            auth token. Default: the environment variable CO_API_KEY.
        client_name: The name of the project that is making the request.
        base_url: Base URL. Default: the environment variable CO_API_URL, or
            https://api.cohere.com
        options: See `AsyncClientOptions`.
    """

    def __init__(
        self,
        api_key: str | Callable[[], str | Awaitable[str]] | None = None,
        *,
        client_name: str | None = None,
        base_url: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(_SPEC, base_url, options, api_key=api_key, client_name=client_name)

    @cached_property
    def datasets(self) -> AsyncDatasets:
        """Methods of ``datasets``."""
        from .resources.datasets import AsyncDatasets

        return AsyncDatasets(self)

    @cached_property
    def embed_jobs(self) -> AsyncEmbedJobs:
        """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""
        from .resources.embed_jobs import AsyncEmbedJobs

        return AsyncEmbedJobs(self)

    async def get(
        self, id: str, *, options: RequestOptions | None = None
    ) -> types.DatasetsGetResponse:
        """Get a Dataset; see `Client.get`."""
        return await self._send(_GET, options, id=id)

    @overload
    async def wait(
        self,
        target: types.DatasetsCreateResponse | types.DatasetsGetResponse | types.Dataset,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[types.DatasetsGetResponse], object] | None = None,
        options: RequestOptions | None = None,
    ) -> types.DatasetsGetResponse: ...

    @overload
    async def wait(
        self,
        target: types.CreateEmbedJobResponse | types.EmbedJob,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[types.EmbedJob], object] | None = None,
        options: RequestOptions | None = None,
    ) -> types.EmbedJob: ...

    async def wait(
        self,
        target: Any,
        *,
        interval: float = 2.0,
        timeout: float | None = None,
        on_poll: Callable[[Any], object] | None = None,
        options: RequestOptions | None = None,
    ) -> Any:
        """Wait for the job to finish.

        Polls `datasets.get`, `embed_jobs.get`.

        Args:
            target: The response of the call that started the job, or a later state of it.
            interval: Seconds between two requests. Default: 2.
            timeout: Seconds to wait; None means no timeout.
            on_poll: Called with each state of the job.
            options: Options of each request.

        Raises:
            PollingFailedError: The job failed.
            PollingTimeoutError: The job did not finish within the timeout.
        """
        from .resources.datasets import EMBED_JOBS_GET_POLLING

        return await self._wait(
            (DATASETS_GET_POLLING, EMBED_JOBS_GET_POLLING),
            target,
            interval=interval,
            timeout=timeout,
            on_poll=on_poll,
            options=options,
        )


ClientV2 = Client
AsyncClientV2 = AsyncClient
