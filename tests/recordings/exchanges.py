"""The recordings as exchanges: what `[recordings] paths` of specs/cohere names.

Run `PYTHONPATH=tests python -m recordings.exchanges`. `make record` does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from recordings.exchange import Exchange, load

FILE: Final = Path(__file__).parents[2] / "specs" / "cohere" / "recordings" / "loopback.jsonl"
_HOST: Final = "https://api.cohere.com"


def text() -> str:
    """Return the content of the file."""
    return "".join(f"{json.dumps(_row(each), ensure_ascii=False)}\n" for each in load())


def _row(exchange: Exchange) -> dict[str, Any]:
    request, response = exchange.request, exchange.response
    query = urlencode([tuple(pair) for pair in request["query"]])
    media_type = request["content_type"]
    return {
        "method": request["method"],
        "url": f"{_HOST}{request['path']}{'?' if query else ''}{query}",
        "request_headers": {"content-type": media_type} if media_type else {},
        "request_body": request.get("body"),  # files are left out
        "status": response["status"],
        "response_headers": response["headers"],
        "response_body": response["body"],
    }


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
