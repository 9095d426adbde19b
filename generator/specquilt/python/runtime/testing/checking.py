"""Whether a request has what its operation requires."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from ..encoding.bodies import FormBody, JsonBody, MultipartBody
from .problems import FakeError

if TYPE_CHECKING:
    from ..operation import Operation
    from .calls import ReceivedCall


class Requirements:
    """What the requests of an operation must have.

    Args:
        operation: The operation.
        method: A method of a client that sends it; what has no default there is required.
    """

    def __init__(self, operation: Operation[Any], method: Callable[..., Any]) -> None:
        parameters = inspect.signature(method).parameters.values()
        required = [each.name for each in parameters if _is_required(each)]
        self._name = operation.name
        params = {each.name: each for each in operation.params}
        given = [params[name] for name in required if name in params]
        self._query = [each.wire for each in given if each.location == "query"]
        self._headers = [each.wire for each in given if each.location == "header"]
        fields = _fields(operation)
        self._body = [fields[name] for name in required if name in fields]

    def check(self, call: ReceivedCall) -> None:
        """Check a request.

        Raises:
            FakeError: Something is missing.
        """
        missing = next(self._missing(call), None)
        if missing:
            raise FakeError(f"{self._name} requires {missing}, which the request does not have")

    def _missing(self, call: ReceivedCall) -> Iterator[str]:
        for wire in self._query:
            if wire not in call.query:
                yield f"the query parameter {wire!r}"
        for wire in self._headers:
            if wire not in call.headers:
                yield f"the header {wire!r}"
        if self._body:
            body = call.body
            known = cast("Mapping[str, Any]", body if isinstance(body, dict) else {})
            for wire in self._body:
                if wire not in known:
                    yield f"the field {wire!r} of the body"


def _is_required(parameter: inspect.Parameter) -> bool:
    """Return whether an argument is always sent by its own name: an empty list or object is not."""
    annotation = str(parameter.annotation)
    is_scalar = "[" not in annotation and "types." not in annotation
    return is_scalar and parameter.default is inspect.Parameter.empty


def _fields(operation: Operation[Any]) -> Mapping[str, str]:
    """Return the wire names of the fields of the body."""
    body = operation.body
    return body.wire if isinstance(body, JsonBody | FormBody | MultipartBody) else {}
