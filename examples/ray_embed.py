"""Embed a data set on many machines with Ray Data and the generated client; an interrupted run goes on.

    pip install "ray[data]" ./generated/cohere-embed
    python examples/ray_embed.py texts/ embedded/

`texts/` has JSON lines with `id` and `text`, `embedded/` gets Parquet files with `id` and `embedding`. docs/scale.md
says when you need this, and how it bounds memory and requests.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import ray

from cohere_embed import AsyncClient, in_batches_async

MODEL = "embed-v4.0"


class Embed:
    """Embeds a batch of rows and writes it as one file: a row is in the output as a whole, or not at all.

    Args:
        output: the folder for the files, which all machines share.
        size: texts in one request.
        requests: requests under way at the same time.
        client: arguments of the client.
    """

    def __init__(self, output: str, size: int, requests: int, client: dict[str, Any]) -> None:
        self.output, self.size, self.requests = Path(output), size, requests
        self.client = AsyncClient(**client)
        # One loop for all batches: connections stay open.
        self.runner = asyncio.Runner()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Embed a batch; return its ids."""
        embeddings = self.runner.run(self.embed([*map(str, batch["text"])]))
        table = pa.table({"id": batch["id"], "embedding": embeddings})
        name = hashlib.sha256("\n".join(map(str, batch["id"])).encode()).hexdigest()[:32]
        unfinished = self.output / f".{name}.unfinished"
        pq.write_table(table, unfinished)
        unfinished.replace(self.output / f"{name}.parquet")
        return {"id": batch["id"]}

    async def embed(self, texts: list[str]) -> list[list[float]]:
        """Return the embeddings of texts, in order."""
        parts = await in_batches_async(
            self.request, texts, size=self.size, concurrency=self.requests
        )
        return [embedding for part in parts for embedding in part]

    async def request(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return the embeddings of the texts of one request. The client retries what is safe to repeat."""
        response = await self.client.embed(
            model=MODEL, input_type="search_document", texts=texts, embedding_types=["float"]
        )
        found = response.embeddings.float_ or []
        if len(found) != len(texts):
            raise ValueError(f"{len(texts)} texts, but {len(found)} embeddings")
        return found


def finished(output: Path) -> set[Any]:
    """Return the ids of the rows that earlier runs have written."""
    tables = (pq.read_table(file, columns=["id"]) for file in output.glob("*.parquet"))
    return {each for table in tables for each in table["id"].to_pylist()}


def main() -> None:
    """Embed what is not embedded yet."""
    options = parsed()
    options.output.mkdir(parents=True, exist_ok=True)
    done = finished(options.output)
    rows = ray.data.read_json(str(options.source)).filter(lambda row: row["id"] not in done)
    client = {"base_url": options.base_url} if options.base_url else {}
    embedded = rows.map_batches(
        Embed,
        fn_constructor_args=(str(options.output.resolve()), options.size, options.requests, client),
        batch_size=options.batch,
        concurrency=options.workers,
        num_cpus=0.1,  # they wait for the network; a whole core each would leave none for reading
    )
    # Ray reads no more of the source than the workers have room for, and keeps no results but these ids.
    count = sum(len(batch["id"]) for batch in embedded.iter_batches(batch_size=None))
    print(f"{count} rows embedded; {len(done)} were there before")


def parsed() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description="Embed a data set; what is embedded is left out.")
    parser.add_argument("source", type=Path, help="file or folder of JSON lines: id, text")
    parser.add_argument("output", type=Path, help="folder for Parquet files: id, embedding")
    parser.add_argument("--batch", type=int, default=960, help="rows in a file")
    parser.add_argument("--size", type=int, default=96, help="texts in a request")
    parser.add_argument("--requests", type=int, default=4, help="requests of a worker at a time")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--base-url", default=os.environ.get("CO_BASE_URL"), help="another server")
    return parser.parse_args()


if __name__ == "__main__":
    main()
