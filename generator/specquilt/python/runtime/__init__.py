"""The runtime of a generated client.

Names are loaded when first used: importing a generated package loads neither pydantic nor an HTTP
library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .async_client import AsyncBaseClient as AsyncBaseClient
    from .async_client import AsyncResource as AsyncResource
    from .auth.schemes import ApiKey as ApiKey
    from .auth.schemes import Basic as Basic
    from .auth.schemes import Bearer as Bearer
    from .auth.schemes import Credential as Credential
    from .auth.schemes import OAuth2ClientCredentials as OAuth2ClientCredentials
    from .batch import in_batches as in_batches
    from .batch import in_batches_async as in_batches_async
    from .client import BaseClient as BaseClient
    from .client import Resource as Resource
    from .core import ClientSpec as ClientSpec
    from .core import GlobalHeader as GlobalHeader
    from .decoding.lines import ServerSentEvent as ServerSentEvent
    from .decoding.results import Binary as Binary
    from .decoding.results import Empty as Empty
    from .decoding.results import Events as Events
    from .decoding.results import Json as Json
    from .decoding.results import Lines as Lines
    from .decoding.results import ResponseInfo as ResponseInfo
    from .decoding.results import Text as Text
    from .decoding.results import response_info as response_info
    from .decoding.undescribed import Undescribed as Undescribed
    from .encoding.bodies import BinaryBody as BinaryBody
    from .encoding.bodies import FormBody as FormBody
    from .encoding.bodies import JsonBody as JsonBody
    from .encoding.bodies import MultipartBody as MultipartBody
    from .encoding.bodies import WholeBody as WholeBody
    from .encoding.parameters import Param as Param
    from .encoding.upload import FileArgument as FileArgument
    from .encoding.upload import FileContent as FileContent
    from .errors import APIConnectionError as APIConnectionError
    from .errors import APITimeoutError as APITimeoutError
    from .errors import ClientClosedError as ClientClosedError
    from .errors import ClientError as ClientError
    from .errors import DeadlineExceededError as DeadlineExceededError
    from .errors import DecodingError as DecodingError
    from .errors import InsecureTransportWarning as InsecureTransportWarning
    from .errors import InvalidRequestError as InvalidRequestError
    from .errors import MissingCredentialsError as MissingCredentialsError
    from .errors import PollingError as PollingError
    from .errors import PollingFailedError as PollingFailedError
    from .errors import PollingTimeoutError as PollingTimeoutError
    from .errors import RedirectError as RedirectError
    from .errors import ResponseError as ResponseError
    from .errors import ResponseTooLargeError as ResponseTooLargeError
    from .errors import SDKError as SDKError
    from .errors import ServerError as ServerError
    from .errors import StatusError as StatusError
    from .errors import StreamError as StreamError
    from .errors import TransportError as TransportError
    from .headers import Headers as Headers
    from .model import Model as Model
    from .omit import OMIT as OMIT
    from .omit import Omit as Omit
    from .operation import Operation as Operation
    from .options import AsyncClientOptions as AsyncClientOptions
    from .options import CallEvent as CallEvent
    from .options import ClientOptions as ClientOptions
    from .options import Hooks as Hooks
    from .options import RequestOptions as RequestOptions
    from .pages.counted import OffsetPages as OffsetPages
    from .pages.counted import PageNumberPages as PageNumberPages
    from .pages.cursors import CursorPages as CursorPages
    from .pages.cursors import LastItemPages as LastItemPages
    from .pages.items import AsyncItemIterator as AsyncItemIterator
    from .pages.items import ItemIterator as ItemIterator
    from .pages.urls import LinkPages as LinkPages
    from .pages.urls import UrlPages as UrlPages
    from .pages.walk import Pages as Pages
    from .polling import Polling as Polling
    from .request import AsyncTransport as AsyncTransport
    from .request import Transport as Transport
    from .responses.arrays import array_at as array_at
    from .responses.binary import AsyncBinaryResponse as AsyncBinaryResponse
    from .responses.binary import AsyncStreamingResponse as AsyncStreamingResponse
    from .responses.binary import BinaryResponse as BinaryResponse
    from .responses.binary import StreamingResponse as StreamingResponse
    from .responses.raw import RawResponse as RawResponse
    from .responses.stream import AsyncStream as AsyncStream
    from .responses.stream import Stream as Stream
    from .telemetry import opentelemetry_hooks as opentelemetry_hooks
    from .timeouts import Timeout as Timeout
    from .transport.aiohttp_session import AiohttpTransport as AiohttpTransport
else:
    from .lazy import lazy_names
    from .public import HOMES

    __getattr__, __dir__ = lazy_names(__name__, HOMES)
