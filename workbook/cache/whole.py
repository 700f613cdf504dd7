"""Results that only many articles together have, kept by everything they were made of."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from workbook.cache.keys import Code, code_version, hash_bytes
from workbook.cache.store import LARGEST, read_batches, write_batch


def keep_whole(
    name: str, code: Code, make: Callable[[], pl.DataFrame], *made_of: bytes
) -> pl.DataFrame:
    """A frame from the kept ones if one was made of the same, else made and kept."""
    key = bytes.fromhex(hash_bytes(name.encode(), code_version(code).encode(), *made_of))
    for batch in read_batches([key]):
        return batch["rows"].explode().struct.unnest()
    found = make()
    if found.height and found.estimated_size() <= LARGEST:
        write_batch(pl.DataFrame({"key": [key], "rows": [found.to_struct()]}), name)
    return found


def frame_bytes(frame: pl.DataFrame) -> bytes:
    """The columns, types and values of a frame, whatever its buffers look like."""
    return f"{frame.schema}\n{frame.write_ndjson()}".encode("utf-8", "surrogatepass")
