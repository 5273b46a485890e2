"""Whatever goes into the study loader: a study comes out, or a StudyError of one line."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from experiments.sweeps.diagram import Diagram
from experiments.sweeps.factors import Factor
from experiments.sweeps.files import StudyError
from experiments.sweeps.study import DESIGNS, Keep, Study, Trajectories, load_study, shipped_studies
from sim.observers.outcomes import OUTCOMES
from sim.results import VARIABLES
from tests.strategies import anything

pytestmark = pytest.mark.slow

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    database=None,
)

KEYS = sorted(
    {key for part in (Study, Keep, Trajectories, Diagram, Factor) for key in part.model_fields}
    | {"set", "name", "trust", "members"}
)
PATHS = [
    "start.trust.mean",
    "members.count",
    "division",
    "length",
    "parameters.nothing",
    "event[1]",
]
WORDS = [*DESIGNS, *PATHS, *list(OUTCOMES)[:4], *list(VARIABLES)[:4], "default", "equal", ""]

keys, tables = anything(KEYS, WORDS)
contents = st.dictionaries(keys, tables, max_size=8)

FACTOR = {"path": "start.trust.mean", "values": [0.2, 0.6]}
VALID = {"scenario": "default", "replicates": 2, "factor": [FACTOR]}
SHIPPED = {name: load_study(name).to_dict() for name in shipped_studies()}


def survives(read: Callable[[Any], Study], content: Any) -> None:
    """Read it; hold an error to its promise and a study to its own."""
    try:
        study = read(content)
    except StudyError as error:
        line = str(error)
        assert line
        assert line.splitlines() == [line]
        # All that is wrong at once; each may list the hundred variables of which one is meant.
        assert max(map(len, line.split("; study: "))) < 1500
        return
    if study.design != "csv":  # that one needs its table of points beside it
        assert Study.from_dict(study.to_dict()).digest() == study.digest()


@quick
@given(contents)
def test_any_tables(content: dict[str, Any]) -> None:
    survives(Study.from_dict, content)


@quick
@given(contents)
def test_any_tables_upon_a_valid_study(content: dict[str, Any]) -> None:
    survives(Study.from_dict, VALID | content)


@quick
@given(st.dictionaries(st.sampled_from(list(Keep.model_fields)), tables, max_size=4))
@example({"outcomes": [["x"]]})
@example({"variables": [[]], "at": [1]})
@example({"paths": {"variables": [{}]}})
def test_any_kept_columns(keep: dict[str, Any]) -> None:
    survives(Study.from_dict, VALID | {"keep": keep})


@quick
@given(st.dictionaries(st.sampled_from(list(Factor.model_fields)), tables, max_size=5))
def test_any_factor(factor: dict[str, Any]) -> None:
    survives(Study.from_dict, VALID | {"factor": [FACTOR | factor]})
    survives(Study.from_dict, VALID | {"factor": [factor]})


@quick
@given(st.data())
def test_valid_studies_with_one_thing_changed(data: st.DataObject) -> None:
    content = copy.deepcopy(SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))])
    table: Any = content
    while True:
        places = list(table) if isinstance(table, dict) else list(range(len(table)))
        if not places:
            break
        key = data.draw(st.sampled_from(places))
        deeper = isinstance(table[key], (dict, list))
        if not deeper or data.draw(st.integers(0, 3)) == 0:
            if data.draw(st.booleans()):
                table[key] = data.draw(tables)
            else:
                del table[key]
            break
        table = table[key]
    survives(Study.from_dict, content)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], Study]:
    def from_bytes(content: bytes) -> Study:
        (tmp_path / "study.toml").write_bytes(content)
        return load_study(tmp_path / "study.toml")

    return from_bytes


@quick
@given(content=st.binary(max_size=300))
def test_any_bytes(read: Callable[[bytes], Study], content: bytes) -> None:
    survives(read, content)


@quick
@given(content=st.binary(max_size=80), lines=st.text(alphabet="ab0.,;\"'\n\r\t é", max_size=60))
def test_any_table_of_points(
    read: Callable[[bytes], Study], tmp_path: Path, content: bytes, lines: str
) -> None:
    for table in (content, f"start.trust.mean\n{lines}".encode(), lines.encode()):
        (tmp_path / "points.csv").write_bytes(table)
        survives(read, b'scenario = "default"\ndesign = "csv"\nfile = "points.csv"\n')


@quick
@given(data=st.data())
def test_valid_files_with_some_bytes_changed(
    read: Callable[[bytes], Study], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(shipped_studies()))
    content = bytearray(load_study(name).to_toml().encode())
    at = data.draw(st.integers(0, len(content) - 1))
    until = data.draw(st.integers(at, min(at + 40, len(content))))
    content[at:until] = data.draw(st.binary(max_size=12))
    survives(read, bytes(content))
