"""Whatever is in a table: a scenario comes out, or a ScenarioError, and in good time."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance.tables import read_table
from alliance.tables.template import as_csv, template
from alliance.tables.workbook import as_excel
from sim.errors import ScenarioError
from sim.scenarios import Scenario

pytestmark = pytest.mark.slow

quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)

TABLE = template("en", 3)
BOOK = as_excel(TABLE)
SHEET = as_csv(TABLE.members, "en", TABLE.notes)
WITH = "<>&/=\"'0123456789.,-+eE%€ abctrsv:\n\x00é"


def survives(content: bytes, name: str) -> None:
    told, scenario = "", None
    try:
        scenario = read_table(content, name)
    except ScenarioError as error:
        told = str(error)
    if scenario is None:
        assert told
        assert told.isprintable()
        return
    assert Scenario.from_dict(scenario.to_dict()) == scenario


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


PARTS = parts()


def packed(content: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in content.items():
            file.writestr(name, part)
    return into.getvalue()


@quick
@given(st.data())
def test_workbooks_with_a_part_changed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    content = dict(PARTS)
    if data.draw(st.integers(0, 4)) == 0:
        del content[name]
    else:
        part = content[name]
        at = data.draw(st.integers(0, len(part)))
        until = data.draw(st.integers(at, min(at + 30, len(part))))
        new = data.draw(st.text(WITH, max_size=12)).encode()
        content[name] = part[:at] + new + part[until:]
    survives(packed(content), "a.xlsx")


@quick
@given(st.data())
def test_workbooks_with_bytes_changed(data: st.DataObject) -> None:
    content = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(content[: data.draw(st.integers(0, len(content)))]), "a.xlsx")
    survives(bytes(content), "a.xlsx")


@quick
@given(st.data())
def test_csv_with_bytes_changed(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SHEET)))
    until = data.draw(st.integers(at, min(at + 40, len(SHEET))))
    for new in (data.draw(st.binary(max_size=12)), data.draw(st.text(WITH, max_size=12)).encode()):
        survives(SHEET[:at] + new + SHEET[until:], "a.csv")


def test_one_text_in_very_many_cells_is_refused() -> None:
    """A shared string is stored once and counts in every cell that shows it."""
    book = openpyxl.Workbook()
    for _ in range(100):
        book.active.append(["x" * 30_000])
    into = io.BytesIO()
    book.save(into)
    assert len(into.getvalue()) < 10_000
    with pytest.raises(ScenarioError, match="more than 2,000,000 characters"):
        read_table(into.getvalue(), "a.xlsx")
