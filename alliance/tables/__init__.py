"""Member tables: an alliance in CSV or Excel, one row a member, as people keep it.

`alliance.load` reads them; the result is an ordinary scenario. From the file to the scenario:

    sheets.py              cells with their place, and all that is wrong with them
    csv_file.py, excel_file.py, other_files.py, limits.py    files
    headings.py, facts.py, columns.py    what a heading means, in English and Dutch
    numbers.py, units.py, scales.py      what stands in a cell, and what an answer on a scale means
    members.py, trust.py, alliance.py    the three sheets
    reading.py, example.py               the scenario, and what is left of the template's example
    notes.py, messages.py  what had to be assumed, and what is wrong, in two languages
    template.py            an empty table to fill in
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alliance.words.language import Language
from sim.errors import ScenarioError, shortened
from sim.scenarios import Scenario
from sim.scenarios.loader import read_file, register_reader

if TYPE_CHECKING:
    from alliance.tables.sheets import Sheet

TEXTS = (".csv", ".txt", ".tsv")
"""How the names of files end that hold one sheet as text."""

SUFFIXES = (*TEXTS, ".xlsx", ".ods", ".xls")
"""How the names of files end that are read as member tables."""

OTHERS = (".xlsm", ".xlsb", ".numbers")
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
        ScenarioError: what is wrong, a line each, in which sheet, row and column.
        ModuleNotFoundError: for a workbook, when the extra `tables` is not installed.
    """
    from alliance.tables import reading

    where = shortened(path, 200)
    file = Path(path)
    if (suffix := file.suffix.casefold()) not in TEXTS:
        return reading.from_workbook(workbook_of(content, where), where, shows=suffix == ".xlsx")
    beside = {
        part: (read_file(str(other)), shortened(str(other), 200))
        for part, other in _beside(file, where).items()
    }
    return reading.from_csv(content, where, beside)


def language_of(path: str) -> Language:
    """The language of the headings of a member table.

    Args:
        path: of a file that `is_table`.

    Raises:
        ScenarioError: when it cannot be read.
    """
    from alliance.tables.csv_file import read_csv
    from alliance.tables.reading import language_in

    content, file = read_file(path), Path(path)
    if file.suffix.casefold() in TEXTS:
        return language_in([read_csv(content, path)])
    return language_in(workbook_of(content, path).values())


def workbook_of(content: bytes, where: str) -> dict[str, Sheet]:
    """The sheets of a workbook of any kind.

    Args:
        content: of the file.
        where: its path, and what to call it in an error.

    Raises:
        ScenarioError: when it cannot be read.
    """
    if where.casefold().endswith(".xlsx"):
        from alliance.tables.excel_file import read_excel

        return read_excel(content, where)
    from alliance.tables.other_files import read_other

    return read_other(content, where)


def _beside(file: Path, where: str) -> dict[str, Path]:
    """The other sheets of a table whose members are in a text file, by their part."""
    from alliance.tables.reading import PARTS, SHEETS
    from alliance.tables.sheets import folded
    from sim.errors import nearest

    stem, found = folded(file.stem), dict[str, Path]()
    words = {word: part for part in PARTS for word in SHEETS[part]}
    try:
        others = sorted(file.parent.iterdir())
    except OSError:
        return {}
    for other in others:
        if other == file or other.suffix.casefold() not in TEXTS or not other.is_file():
            continue
        name = folded(other.stem)
        if any(stem == f"{name} {word}" for word in words):
            raise ScenarioError(f"{where}: belongs to {other.name}; give that file")
        if not name.startswith(f"{stem} "):
            continue
        word = name.removeprefix(f"{stem} ")
        if (part := words.get(word)) is None:
            if near := nearest(word, words):
                raise ScenarioError(
                    f"{where}: {other.name} lies beside it (did you mean {file.stem}-{near}"
                    f"{file.suffix}?)"
                )
        elif part in found:
            raise ScenarioError(
                f"{where}: {found[part].name} and {other.name} lie beside it; keep one of them"
            )
        else:
            found[part] = other
    return found


def _refuse(content: bytes, path: str) -> Scenario:
    suffix = Path(path).suffix.casefold()
    raise ScenarioError(
        f"{shortened(path, 200)}: {suffix} files are not read; save it as .xlsx or .csv"
    )
