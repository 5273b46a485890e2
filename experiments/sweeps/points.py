"""The points of a store on disk: written whole, and noticed when they were changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps.design import Columns
from experiments.sweeps.status import StoreError
from experiments.sweeps.worker import written

ANEW = "put it back from a copy, or run the study anew in another folder"
"""What mends a file that cannot be computed again."""


def require_pyarrow() -> None:
    """Check that tables can be written.

    Raises:
        StoreError: saying what to install.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise StoreError("sweeps need pyarrow: pip install 'alliance-lab[sweep]'") from None


class ColumnDigest:
    """SHA-256 over the content of a table, however it is cut into pieces or stored."""

    def __init__(self) -> None:
        self._columns: dict[str, Any] = {}

    def feed(self, name: str, values: Any) -> None:
        """Take in the next values of a column: numbers, or text with None."""
        array = np.asarray(values)
        column = self._columns.setdefault(
            name, hashlib.sha256(f"{name} {array.dtype.kind}".encode())
        )
        if array.dtype.kind == "f":
            array = np.where(np.isnan(array), np.nan, array).astype("<f8")  # one kind of NaN
            column.update(array.tobytes())
        elif array.dtype.kind in "iu":
            column.update(array.astype(f"<{array.dtype.kind}8").tobytes())
        else:
            for value in values:
                text = b"" if value is None else str(value).encode()
                column.update(f"{-1 if value is None else len(text)} ".encode() + text)

    def hexdigest(self) -> str:
        """The digest of all columns, in the order in which they first came."""
        whole = hashlib.sha256()
        for column in self._columns.values():
            whole.update(column.digest())
        return whole.hexdigest()


def packed_points(columns: Columns) -> bytes:
    """The file of some points: a column for each factor, and what else is known of each."""
    import pyarrow as pa

    arrays = {
        name: pa.array(column, pa.string()) if column.dtype == object else pa.array(column)
        for name, column in columns.items()
    }
    return written(pa.table(arrays))


def read_points(file: Path, count: int) -> Columns:
    """The first points that were written.

    Raises:
        StoreError: when the file is gone or damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # More rows than the plan knows: stopped while points were added. They will be added anew.
        table = pq.read_table(file).slice(0, count)
    except (OSError, pa.ArrowException):
        raise StoreError(f"{file}: is gone or damaged; {ANEW}") from None
    return {
        name: np.asarray(table[name].to_pylist(), dtype=object)
        if pa.types.is_string(table[name].type)
        else table[name].to_numpy()
        for name in table.column_names
    }


def points_digest(columns: Columns) -> str:
    """SHA-256 over the content of all columns."""
    digest = ColumnDigest()
    for name, values in columns.items():
        digest.feed(name, values)
    return digest.hexdigest()
