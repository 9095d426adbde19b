"""What can go wrong, and what is known then."""

from __future__ import annotations

from typing import Any, assert_type

from cohere_embed import Client, errors, types


def failures(client: Client) -> None:
    try:
        client.embed_jobs.get("id")
    except errors.TooManyRequestsError as error:
        assert_type(error.status, int)
        assert_type(error.request_id, str | None)
        assert_type(error.headers.get("retry-after"), str | None)
        assert_type(error.content, bytes)
        assert_type(
            error.body, types.Error | dict[str, Any] | list[Any] | str | int | float | bool | None
        )
    except errors.InvalidTokenError:
        pass
    except errors.DecodingError as error:
        assert_type(error.status, int)
        for problem in error.errors:
            assert_type(problem["loc"], tuple[int | str, ...])
            assert_type(problem["input"], object)
    except (
        errors.APITimeoutError,
        errors.DeadlineExceededError,
        errors.APIConnectionError,
    ) as error:
        assert_type(error.sent, bool)
    except errors.PollingFailedError as error:
        assert_type(error.status, str | None)
        if isinstance(error.result, types.EmbedJob):
            assert_type(error.result.job_id, str)
    except errors.SDKError:
        raise


def reasons(client: Client) -> str:
    try:
        client.embed_jobs.get("id")
    except errors.NotFoundError as error:
        if isinstance(error.body, types.Error):
            assert_type(error.body.message, str | None)
            return error.body.message or ""
        match error.data:
            case {"detail": str(detail)}:
                return detail
            case _:
                return str(error.body)
    except errors.StatusError as error:
        assert_type(error.body, object)
        return error.body.message or "" if isinstance(error.body, types.Error) else str(error)
    return ""
