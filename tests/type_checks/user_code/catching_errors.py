"""What can go wrong, and what is known then."""

from __future__ import annotations

from typing import assert_type

from cohere_embed import Client, errors, types


def failures(client: Client) -> None:
    try:
        client.embed_jobs.get("id")
    except errors.TooManyRequestsError as error:
        assert_type(error.status, int)
        assert_type(error.request_id, str | None)
        assert_type(error.headers.get("retry-after"), str | None)
        assert_type(error.content, bytes)
        assert_type(error.body, object)
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
