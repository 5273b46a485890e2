"""Reading a store: its results in order, their digest, and one file with all of them.

The order is by point and run number, so the tables are the same to the byte however the runs were cut
into chunks, whoever computed them and whenever.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from experiments.sweeps.points import ColumnDigest
from experiments.sweeps.status import StoreError
from experiments.sweeps.store import Store
from experiments.sweeps.worker import paths_fields, results_fields
from sim.files import FileError, sealed, unsealed, whole, write_whole
from sim.observers.outcomes import ENDINGS, OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

Table = Literal["chunks", "paths"]

_WINDOW_ROWS = 32_768
"""Rows of a table to hold in memory at once, about."""
_GROUP_ROWS = 32_768
"""Rows in a group of the merged file."""


class IncompleteWarning(UserWarning):
    """Results were read while runs are still to do."""


def collect(store: Store | str | Path, factors: bool = True) -> pd.DataFrame:
    """The results of a store as a table, one row a run, in order of point and run.

    Args:
        store: a store, or the folder of one; when it is not complete, a warning says so.
        factors: also give each row the factors of its point, after the columns point and run.

    Raises:
        StoreError: when a file of the store is damaged.
    """
    return _collected(store, "chunks", factors)


def collect_paths(store: Store | str | Path, factors: bool = True) -> pd.DataFrame:
    """The courses that a store keeps, one row a run and month, in order of point, run and tick.

    Raises:
        StoreError: when the study keeps none, or a file of the store is damaged.
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
        StoreError: when the store is not complete, or a file of it is damaged.
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
            _feed(found, kind, table)
        if kind == "chunks" and rows != store.plan.runs:
            raise StoreError(f"{store.folder}: {store.plan.runs - rows} runs are still to do")
    return found.hexdigest()


def _feed(found: ColumnDigest, kind: str, table: Any) -> None:
    """Take in a table: numbers with NaN where a value is missing, all else as text."""
    import pyarrow as pa

    for name in table.column_names:
        column = table[name]
        if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
            values = (
                column.to_numpy(zero_copy_only=False)
                if column.null_count == 0
                else (column.cast(pa.float64()).to_numpy(zero_copy_only=False))
            )
            found.feed(f"{kind} {name}", values)
        else:
            found.feed(f"{kind} {name}", np.array(column.to_pylist(), dtype=object))


def merged(store: Store) -> bool:
    """Whether results.parquet is there, as it was written, and holds what the store holds now."""
    try:
        known = unsealed(_merge_check(store))
        with (store.folder / "results.parquet").open("rb") as content:
            checksum = hashlib.file_digest(content, "sha256").hexdigest()
    except (FileNotFoundError, FileError):
        return False
    return bool(known["results"] == checksum and known["state"] == store.state())


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
    schema = _with_factors(store, _empty(store, "chunks")).schema
    # Columns of numbers gain nothing by a dictionary, and it takes memory.
    words = [name for name in schema.names if pa.types.is_string(schema.field(name).type)]
    with whole(target) as partial:
        with pq.ParquetWriter(
            partial, schema, compression="zstd", use_dictionary=[*words, "seed"]
        ) as writer:
            left = _with_factors(store, _empty(store, "chunks"))
            for table in _in_order(store, "chunks"):
                left = pa.concat_tables([left, _with_factors(store, table)])
                full = left.num_rows // _GROUP_ROWS * _GROUP_ROWS
                if full:
                    writer.write_table(left.slice(0, full), row_group_size=_GROUP_ROWS)
                    left = left.slice(full)
            writer.write_table(left)
        with partial.open("rb") as content:
            checksum = hashlib.file_digest(content, "sha256").hexdigest()
    write_whole(_merge_check(store), sealed({"results": checksum, "state": store.state()}))
    return target


def _collected(store: Store | str | Path, kind: Table, factors: bool) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    store = _opened(store)
    if kind == "paths" and store.study.keep.paths is None:
        raise StoreError(f"{store.folder}: this study keeps no courses: add [keep.paths] to it")
    table = pa.concat_tables([_empty(store, kind), *_in_order(store, kind)])
    table = _with_factors(store, table) if factors else table
    # Yes or no with something missing is neither 0 nor 1: pandas' own type for that.
    yes_or_no = {pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=yes_or_no.get)
    for name in frame.columns.intersection(list(OUTCOMES)):
        if OUTCOMES[name].kind == "category":  # a file knows only the names that it holds
            frame[name] = frame[name].cat.set_categories(ENDINGS)
    if missing := store.status(read=False).pending:
        warnings.warn(
            f"{store.folder}: {missing:,} of {store.plan.runs:,} runs are still to do, and what "
            f"follows rests on the others; alliance sweep {store.folder} does them",
            IncompleteWarning,
            stacklevel=3,
        )
    return frame


def _merge_check(store: Store) -> Path:
    return store.folder / "checks" / "results.json"


def _opened(store: Store | str | Path) -> Store:
    return store if isinstance(store, Store) else Store(store)


def _in_order(store: Store, kind: Table) -> Iterator[Any]:
    """Tables of successive points, each in order; together at most a window in memory."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    done, damaged = store.survey(read=False)
    for chunk in damaged:
        store.check(chunk, read=False)  # raises what is wrong with the first
    per_run = 1
    if kind == "paths" and store.study.keep.paths:
        per_run = max(1, int(store.sizes.months.max()) // store.study.keep.paths.every)
    step = max(1, _WINDOW_ROWS // (store.plan.replicates * per_run))
    for first in range(0, store.plan.points, step):
        stop = first + step
        tables = []
        for chunk in store.layout.chunks_with(first, stop):
            if chunk in done:
                table = pq.read_table(io.BytesIO(store.read(kind, chunk)), use_threads=False)
                own = pc.and_(
                    pc.greater_equal(table["point"], first), pc.less(table["point"], stop)
                )
                tables.append(table.filter(own))
        if tables:
            yield _sorted(tables, kind)


def _sorted(tables: list[Any], kind: Table) -> Any:
    import pyarrow as pa

    table = pa.concat_tables(tables)
    keys = ["run", "point"] if kind == "chunks" else ["tick", "run", "point"]
    order = np.lexsort([table[key].to_numpy() for key in keys])
    return table.take(order).combine_chunks().unify_dictionaries()


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
