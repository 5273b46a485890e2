"""What other programs read from a store: nulls, yes or no, and names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars
import pyarrow.parquet as pq
import pytest

from experiments.sweeps.collection import collect
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study
from sim.observers.outcomes import ENDINGS, OUTCOMES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of three months, of which none is productive, and of which the grant cannot be told."""
    study: dict[str, Any] = {
        "scenario": {"members": {"count": 3}, "length": 3},
        "replicates": 10,
        "factor": [{"path": "start.trust", "values": [0.2, 0.6]}],
        "keep": {
            "outcomes": list(OUTCOMES),
            "variables": ["trust"],
            "at": [2],
            "paths": {"variables": ["trust"]},
        },
    }
    target = tmp_path_factory.mktemp("store") / "s"
    sweep(Study.from_dict(study), target, workers=1)
    return target


@pytest.mark.parametrize("file", ["results.parquet", "chunks/*.parquet"])
def test_duckdb_counts_who_got_there(folder: Path, file: str) -> None:
    (rows,) = duckdb.sql(
        "SELECT count(*), count(time_to_productivity), count(*) FILTER (productive), "
        "count(*) FILTER (time_to_productivity < 99), count(survived_grant), "
        f"count(*) FILTER (ending = 'running') FROM '{folder / file}'"
    ).fetchall()
    truth = collect(folder)
    there = int(truth["time_to_productivity"].notna().sum())
    assert rows == (20, there, int(truth["productive"].sum()), there, 0, 20)


def test_polars_counts_who_got_there(folder: Path) -> None:
    frame = polars.read_parquet(folder / "results.parquet")
    truth = collect(folder)
    assert frame["time_to_productivity"].null_count() == truth["time_to_productivity"].isna().sum()
    assert frame.filter(polars.col("time_to_productivity") < 99).height == int(
        truth["time_to_productivity"].notna().sum()
    )
    assert frame["productive"].dtype == polars.Boolean
    assert frame["ending"].cast(polars.String).unique().to_list() == ["running"]


def test_no_table_holds_a_number_that_is_none(folder: Path) -> None:
    for file in folder.rglob("*.parquet"):
        table = pq.read_table(file)
        for name in table.column_names:
            column = table[name].drop_null()
            if str(column.type) in ("double", "float"):
                assert not np.isnan(column.to_numpy()).any(), (file.name, name)


def test_columns_have_the_type_of_what_they_hold(folder: Path) -> None:
    schema = pq.read_schema(folder / "results.parquet")
    for name, outcome in OUTCOMES.items():
        kind = {"event": "bool", "category": "dictionary"}.get(outcome.kind, "double")
        assert str(schema.field(name).type).startswith(kind), name
    frame = collect(folder)
    assert tuple(frame["ending"].cat.categories) == ENDINGS
    assert str(frame["survived_grant"].dtype) == "boolean"
