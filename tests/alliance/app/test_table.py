"""A member table in the grid: the same reader, faults where they stand, mended cell by cell."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from alliance.app.table import MemberTable, opened
from alliance.tables import read_table
from alliance.tables.sheets import TableError
from sim.errors import AllianceError
from sim.scenarios import Scenario, load
from sim.scenarios.loader import LARGEST

pytest.importorskip("openpyxl")

EXAMPLES = Path(__file__).parents[3] / "examples"
BAD = "naam;capaciteit;openheid\nschaal;;1 t/m 5\nAkvo;12 fte;4\nRAIN;veel;7\n"


def table_of(**files: str | bytes) -> MemberTable:
    given = {
        name.replace("__", "-") + ".csv": text.encode() if isinstance(text, str) else text
        for name, text in files.items()
    }
    made = opened(given)
    assert isinstance(made, MemberTable)
    return made


@pytest.mark.parametrize("name", ["wash", "healthy-neighbourhood", "gezonde-wijk"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_uploaded_table_says_what_the_file_says(name: str, kind: str) -> None:
    files = [EXAMPLES / f"{name}.xlsx"] if kind == "xlsx" else sorted(EXAMPLES.glob(f"{name}*.csv"))
    made = opened({file.name: file.read_bytes() for file in files})
    assert isinstance(made, MemberTable)
    assert made.wrong == ()
    assert made.scenario is not None
    there = load(EXAMPLES / f"{name}.{kind}")
    # Where it was read from is told in the assumptions, each time in its own way.
    left = {key: value for key, value in there.to_dict().items() if key != "assumptions"}
    assert left == {k: v for k, v in made.scenario.to_dict().items() if k != "assumptions"}
    assert len(made.scenario.assumptions) == len(there.assumptions)


def test_faults_stand_in_their_cells_and_go_when_these_are_mended() -> None:
    table = table_of(m=BAD)
    assert table.scenario is None
    assert set(table.faults("members")) == {(4, 2), (4, 3)}
    assert "geen getal" in table.faults("members")[4, 2]
    table.change("members", 4, 2, " 5 ")
    assert set(table.faults("members")) == {(4, 3)}
    table.change("members", 4, 3, "2")
    assert table.wrong == ()
    assert table.scenario is not None
    assert [row.capacity for row in table.scenario.member] == [12.0, 5.0]


def test_a_mended_table_says_what_a_file_with_those_cells_says() -> None:
    table = table_of(m=BAD)
    table.change("members", 4, 2, "5")
    table.change("members", 4, 3, "2")
    table.change("members", 5, 1, "WASTE")  # the empty row at the end
    table.change("members", 5, 2, "2,5")
    written = BAD.replace("veel;7", "5;2") + "WASTE;2,5;\n"
    assert table.scenario is not None
    assert (
        table.scenario.to_dict()["member"]
        == read_table(written.encode(), "m.csv").to_dict()["member"]
    )


def test_what_is_wrong_comes_whole_from_another_process() -> None:
    with pytest.raises(TableError) as error:
        read_table(BAD.encode(), "m.csv")
    again = pickle.loads(pickle.dumps(error.value))
    assert again.lines == error.value.lines
    assert again.places == error.value.places
    assert len(again.places) == 2


def test_a_fault_in_one_sheet_is_not_marked_in_another() -> None:
    table = table_of(m="name,capacity\nA,1\nB,2\n", m__trust="from,to,trust (0-1)\nA,C,0.4\n")
    assert table.faults("members") == {}
    assert list(table.faults("trust")) == [(2, 2)]


def test_cells_beyond_the_grid_are_not_there() -> None:
    table = table_of(m=BAD)
    before = dict(table.sheets)
    for row, column in ((0, 1), (1, 0), (6, 1), (1, 4), (10**9, 1)):
        table.change("members", row, column, "x")
    assert table.sheets == before


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"x.png": b"x"}, "x.png: not read"),
        ({"x.xlsm": b"x"}, "not read"),
        ({"x.xlsx": b"no zip"}, "x.xlsx: not an Excel workbook"),
        ({"a.csv": b"name\n", "b.xlsx": b""}, "one workbook or scenario file at a time"),
        ({"a.csv": b"x" * (LARGEST + 1)}, "a.csv: 1.0 MB is not allowed"),
        ({f"{k}.csv": b"name\n" for k in range(6)}, "6 files are not allowed"),
        ({"a.csv": b"name\n", "b.csv": b"name\n"}, "a.csv, b.csv: one table at a time"),
        ({"a.csv": b"\xff\xfe\x00"}, "a.csv"),
        ({"a.toml": b"titel = 1"}, "a.toml"),
    ],
)
def test_what_is_no_table_is_a_line(files: dict[str, bytes], told: str) -> None:
    with pytest.raises(AllianceError, match=told) as error:
        opened(files)
    assert all(line.isprintable() for line in error.value.lines)


def test_a_scenario_file_is_a_scenario() -> None:
    scenario = load("wash")
    assert opened({"mine.toml": scenario.to_toml().encode()}) == scenario
    assert isinstance(scenario, Scenario)
