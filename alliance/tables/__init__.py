"""Member tables: an alliance in CSV or Excel, one row a member, as people keep it.

`alliance.load` reads them; the result is an ordinary scenario. From the file to the scenario:

    sheets.py              cells with their place, from CSV (csv_file.py) or Excel (excel_file.py)
    headings.py            what a heading means, in English and Dutch
    numbers.py, scales.py  what stands in a cell, and what an answer on a scale means
    members.py, trust.py, alliance.py    the three sheets
    reading.py, notes.py   the scenario, with what had to be assumed
    template.py            an empty table to fill in
"""

from __future__ import annotations

from pathlib import Path

from sim.errors import ScenarioError, shortened
from sim.scenarios import Scenario
from sim.scenarios.loader import read_file, register_reader

SUFFIXES = (".csv", ".xlsx")
"""How the names of files end that are read as member tables."""

OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv")
"""Kinds of tables that are not read, so that an error can say what to do."""


def register() -> None:
    """Let scenarios be loaded from member tables, wherever a scenario is named."""
    for suffix in SUFFIXES:
        register_reader(suffix, read_table)
    for suffix in OTHERS:
        register_reader(suffix, _refuse)


def is_table(path: str) -> bool:
    """Whether a path is that of a member table."""
    return Path(path).suffix.casefold() in SUFFIXES


def read_table(content: bytes, path: str) -> Scenario:
    """The scenario of a member table; of a CSV file with those that stand beside it.

    Args:
        content: of the file.
        path: where it lies, and what to call it in an error.

    Raises:
        ScenarioError: one line: what is wrong, in which sheet, row and column.
        ModuleNotFoundError: for Excel, when openpyxl (the extra `tables`) is not installed.
    """
    from alliance.tables import reading

    where = shortened(path, 200)
    file = Path(path)
    if file.suffix.casefold() != ".csv":
        return reading.from_excel(content, where)
    beside = {}
    for part in reading.PARTS:
        other = str(file.with_name(f"{file.stem}-{part}{file.suffix}"))
        if Path(other).is_file():
            beside[part] = read_file(other), shortened(other, 200)
        elif file.stem.endswith(f"-{part}"):
            own = file.with_name(file.stem.removesuffix(f"-{part}") + file.suffix)
            if own.is_file():
                raise ScenarioError(f"{where}: belongs to {own.name}; give that file")
    return reading.from_csv(content, where, beside)


def _refuse(content: bytes, path: str) -> Scenario:
    suffix = Path(path).suffix.casefold()
    raise ScenarioError(
        f"{shortened(path, 200)}: {suffix} files are not read; save it as .xlsx or .csv"
    )
