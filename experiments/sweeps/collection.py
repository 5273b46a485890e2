"""Reading a store: its results in order, their digest, and one file with all of them.

The order is by point and run number, so the tables are the same to the byte however the runs were cut
into chunks, whoever computed them and whenever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from experiments.sweeps.store import ColumnDigest, Store, StoreError
from experiments.sweeps.worker import paths_fields, results_fields

if TYPE_CHECKING:
    import pandas as pd

Table = Literal["chunks", "paths"]

_END = b"PAR1"
"""How a Parquet file ends that was written to its end."""
_WINDOW_ROWS = 32_768
"""Rows of a table to hold in memory at once, about."""
_GROUP_ROWS = 32_768
"""Rows in a group of the merged file."""


def collect(store: Store | str | Path, factors: bool = True) -> pd.DataFrame:
    """The results of a store as a table, one row a run, in order of point and run.

    Args:
        store: a store, or the folder of one; it need not be complete.
        factors: also give each row the factors of its point, after the columns point and run.
    """
    return _collected(store, "chunks", factors)


def collect_paths(store: Store | str | Path, factors: bool = True) -> pd.DataFrame:
    """The courses that a store keeps, one row a run and month, in order of point, run and tick.

    Raises:
        StoreError: when the study keeps none.
    """
    return _collected(store, "paths", factors)


def points(store: Store | str | Path) -> pd.DataFrame:
    """The points of a store: one row a point, its factors, and the size of its alliance."""
    import pandas as pd

    store = _opened(store)
    columns = {"point": np.arange(store.plan.points), **store.points, **store.sizes.columns()}
    return pd.DataFrame(columns)


def digest(store: Store | str | Path) -> str:
    """SHA-256 over points and results in order: equal for equal results.

    Raises:
        StoreError: when the store is not complete.
    """
    store = _opened(store)
    found = ColumnDigest()
    found.feed("point", np.arange(store.plan.points))
    for name, column in store.points.items():
        found.feed(name, column)
    kinds: list[Table] = ["chunks", "paths"] if store.study.keep.paths else ["chunks"]
    for kind in kinds:
        rows = 0
        for table in _in_order(store, kind):
            rows += table.num_rows
            for name in table.column_names:
                column = table[name]
                text = str(column.type) == "string"
                found.feed(f"{kind} {name}", column.to_pylist() if text else column.to_numpy())
        if kind == "chunks" and rows != store.plan.runs:
            raise StoreError(f"{store.folder}: {store.plan.runs - rows} runs are still to do")
    return found.hexdigest()


def merged(store: Store) -> bool:
    """Whether results.parquet is there and whole: it ends as such files do."""
    file = store.folder / "results.parquet"
    if not file.is_file() or file.stat().st_size < len(_END):
        return False
    with file.open("rb") as content:
        content.seek(-len(_END), os.SEEK_END)
        return content.read() == _END


def merge(store: Store | str | Path) -> Path:
    """Write results.parquet: all results in order, with the factors of each point.

    The same results give the same bytes.

    Returns:
        The file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    store = _opened(store)
    target = store.folder / "results.parquet"
    partial = store.folder / ".results.parquet.partial"
    schema = _with_factors(store, _empty(store, "chunks")).schema
    # Columns of numbers gain nothing by a dictionary, and it takes memory.
    words = [name for name in schema.names if pa.types.is_string(schema.field(name).type)]
    try:
        with pq.ParquetWriter(
            partial, schema, compression="zstd", use_dictionary=[*words, "seed"]
        ) as writer:
            left = _with_factors(store, _empty(store, "chunks"))
            for table in _in_order(store, "chunks"):
                left = pa.concat_tables([left, _with_factors(store, table)])
                whole = left.num_rows // _GROUP_ROWS * _GROUP_ROWS
                if whole:
                    writer.write_table(left.slice(0, whole), row_group_size=_GROUP_ROWS)
                    left = left.slice(whole)
            writer.write_table(left)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def _collected(store: Store | str | Path, kind: Table, factors: bool) -> pd.DataFrame:
    import pyarrow as pa

    store = _opened(store)
    if kind == "paths" and store.study.keep.paths is None:
        raise StoreError(f"{store.folder}: this study keeps no courses: add [keep.paths] to it")
    whole = pa.concat_tables([_empty(store, kind), *_in_order(store, kind)])
    frame: pd.DataFrame = (_with_factors(store, whole) if factors else whole).to_pandas()
    return frame


def _opened(store: Store | str | Path) -> Store:
    return store if isinstance(store, Store) else Store(store)


def _in_order(store: Store, kind: Table) -> Iterator[Any]:
    """Tables of successive points, each in order; together at most a window in memory."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    done, _ = store.survey(read=False)
    per_run = 1
    if kind == "paths" and store.study.keep.paths:
        per_run = max(1, int(store.sizes.months.max()) // store.study.keep.paths.every)
    step = max(1, _WINDOW_ROWS // (store.plan.replicates * per_run))
    for first in range(0, store.plan.points, step):
        stop = first + step
        tables = []
        for chunk in store.layout.chunks_with(first, stop):
            if chunk in done:
                # Without a file system in between, so that a folder called x=1 adds no column x.
                with (store.folder / kind / f"{chunk:06d}.parquet").open("rb") as file:
                    table = pq.read_table(file, use_threads=False)
                own = pc.and_(
                    pc.greater_equal(table["point"], first), pc.less(table["point"], stop)
                )
                tables.append(table.filter(own))
        if tables:
            yield _sorted(tables, kind)


def _sorted(tables: list[Any], kind: Table) -> Any:
    import pyarrow as pa

    whole = pa.concat_tables(tables)
    keys = ["run", "point"] if kind == "chunks" else ["tick", "run", "point"]
    order = np.lexsort([whole[key].to_numpy() for key in keys])
    return whole.take(order).combine_chunks()


def _empty(store: Store, kind: Table) -> Any:
    import pyarrow as pa

    keep = store.study.keep
    names = keep.paths.variables if keep.paths else ()
    return pa.schema(
        results_fields(keep) if kind == "chunks" else paths_fields(names)
    ).empty_table()


def _with_factors(store: Store, table: Any) -> Any:
    import pyarrow as pa

    ids = table["point"].to_numpy()
    at = 2
    for name, column in store.points.items():
        kind = pa.string() if column.dtype == object else None
        table = table.add_column(at, name, pa.array(column[ids], kind))
        at += 1
    return table
