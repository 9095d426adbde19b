"""The clients of the API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack, overload

from . import errors, types
from ._runtime import (
    OMIT,
    AsyncBaseClient,
    AsyncClientOptions,
    BaseClient,
    Bearer,
    ClientOptions,
    ClientSpec,
    GlobalHeader,
    Json,
    JsonBody,
    Omit,
    Operation,
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
    def embed_jobs(self) -> EmbedJobs:
        """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""
        from .resources.embed_jobs import EmbedJobs

        return EmbedJobs(self)

    @cached_property
    def datasets(self) -> Datasets:
        """Methods of ``datasets``."""
        from .resources.datasets import Datasets

        return Datasets(self)

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

        Polls `embed_jobs.get`, `datasets.get`.

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
        from .resources.datasets import DATASETS_GET_POLLING
        from .resources.embed_jobs import EMBED_JOBS_GET_POLLING

        return self._wait(
            (EMBED_JOBS_GET_POLLING, DATASETS_GET_POLLING),
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
    def embed_jobs(self) -> AsyncEmbedJobs:
        """Endpoints for creating, listing, retrieving, and cancelling batch embedding jobs."""
        from .resources.embed_jobs import AsyncEmbedJobs

        return AsyncEmbedJobs(self)

    @cached_property
    def datasets(self) -> AsyncDatasets:
        """Methods of ``datasets``."""
        from .resources.datasets import AsyncDatasets

        return AsyncDatasets(self)

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
        """Embed API (v2); see `Client.embed`."""
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

        Polls `embed_jobs.get`, `datasets.get`.

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
        from .resources.datasets import DATASETS_GET_POLLING
        from .resources.embed_jobs import EMBED_JOBS_GET_POLLING

        return await self._wait(
            (EMBED_JOBS_GET_POLLING, DATASETS_GET_POLLING),
            target,
            interval=interval,
            timeout=timeout,
            on_poll=on_poll,
            options=options,
        )


ClientV2 = Client
AsyncClientV2 = AsyncClient
