"""A member table that is mended cell by cell: what was uploaded, what is wrong with it, the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from alliance.spreadsheets import as_written
from alliance.tables import SUFFIXES, TEXTS, workbook_of
from alliance.tables.csv_file import read_csv
from alliance.tables.reading import MEANWHILE, from_workbook, kind_of_sheet
from alliance.tables.sheets import Cell, Place, Sheet, TableError, folded
from sim.errors import AllianceError, ScenarioError, shortened
from sim.scenarios import Scenario, parse
from sim.scenarios.loader import LARGEST, reader_of

MOST_FILES = 5
"""Files of one table: members, trust, the alliance, answers, events."""

MOST_CELLS = 6_000
"""Cells that are shown in the grid; a table of 60 members with who trusts whom has fewer."""

_SPARE = 1
"""Empty rows under a sheet, to add one."""


@dataclass
class MemberTable:
    """A member table as it stands in the grid.

    Attributes:
        where: what to call it.
        sheets: as they were read and mended, by their name.
        wrong: what is wrong, a line each.
        places: the cells that lines are about.
        scenario: what it says, when nothing is wrong.
        files: as they were uploaded, by name: answers and events in them are read when it is followed.
    """

    where: str
    sheets: dict[str, Sheet]
    files: dict[str, bytes]
    wrong: tuple[str, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    scenario: Scenario | None = None

    def read(self) -> None:
        """Read it with the reader that reads files; what is wrong is kept."""
        self.wrong, self.places, self.scenario = (), {}, None
        try:
            kind = Path(self.where).suffix.casefold()
            shows = kind == ".xlsx" or kind in TEXTS
            self.scenario = from_workbook(self.sheets, self.where, shows)
        except ScenarioError as error:
            self.wrong = error.lines
            self.places = error.places if isinstance(error, TableError) else {}

    def change(self, name: str, row: int, column: int, text: str) -> None:
        """Put a text into a cell, as if it was typed in a spreadsheet, and read the table again."""
        sheet = self.sheets[name]
        height, width = self.size(name)
        if not (1 <= row <= height and 1 <= column <= width):
            return
        cells = {(c.row, c.column): c for line in sheet.rows for c in line}
        cells[row, column] = Cell(as_written(shortened(text, 500).strip()), row, column)
        rows = [
            [cells.get((r, c), Cell(None, r, c)) for c in range(1, width + 1)]
            for r in range(1, height + 1)
        ]
        changed = Sheet.of(sheet.where, rows, sheet.hidden, sheet.hidden_rows, sheet.title)
        self.sheets[name] = replace(changed, language=sheet.language)
        self.read()

    def size(self, name: str) -> tuple[int, int]:
        """Rows and columns that are shown of a sheet."""
        cells = [cell for row in self.sheets[name].rows for cell in row]
        rows = max((cell.row for cell in cells), default=1) + _SPARE
        return rows, max((cell.column for cell in cells), default=1)

    def shown(self) -> dict[str, Sheet]:
        """The sheets that are mended in the grid: those that are read and not too large."""
        known = [n for n in self.sheets if not self.sheets[n].hidden and self.sheets[n].rows]
        apart = {"read me", *MEANWHILE}
        names = [name for name in known if kind_of_sheet(name) not in apart]
        sizes = {name: self.size(name) for name in names}
        return {n: self.sheets[n] for n in names if sizes[n][0] * sizes[n][1] <= MOST_CELLS}

    def faults(self, name: str) -> dict[tuple[int, int], str]:
        """What is wrong in the cells of a sheet."""
        sheet = self.sheets[name]
        found: dict[tuple[int, int], str] = {}
        for line, place in self.places.items():
            if (place.where, place.title) == (sheet.where, sheet.title) and line in self.wrong:
                what = line.partition(": ")[2] or line
                key = (place.row, place.column)
                found[key] = f"{found[key]}; {what}" if key in found else what
        return found


def text_of(cell: Cell) -> str:
    """What stands in a cell, as one would type it."""
    if cell.percent and isinstance(cell.value, int | float):
        return f"{round(100 * cell.value, 9):g}%"
    if isinstance(cell.value, datetime) and not (cell.value.hour or cell.value.minute):
        return f"{cell.value:%Y-%m-%d}"
    return cell.text


def opened(files: Mapping[str, bytes]) -> Scenario | MemberTable:
    """What was uploaded: a scenario file, a workbook, or a CSV file with those that stand beside it.

    Args:
        files: content by name.

    Raises:
        AllianceError: when it is no such file at all.
    """
    if not 1 <= len(files) <= MOST_FILES:
        raise AllianceError(f"{len(files)} files are not allowed: one table, at most {MOST_FILES}")
    for name, content in files.items():
        if len(content) > LARGEST:
            size = f"{len(content) / 1e6:.1f} MB"
            raise ScenarioError(f"{name}: {size} is not allowed: at most {LARGEST / 1e6:.0f} MB")
    kinds = {name: Path(name).suffix.casefold() for name in files}
    if len(files) > 1 and not all(kind in TEXTS for kind in kinds.values()):
        raise AllianceError(
            "one workbook or scenario file at a time, or the CSV files of one table"
        )
    parts = {name: _part(name, files) for name in files}
    mains = sorted(name for name, part in parts.items() if part == "members")
    if len(mains) != 1:
        raise AllianceError(f"{', '.join(mains)}: one table at a time, with what stands beside it")
    name = mains[0]
    if kinds[name] == ".toml":
        return parse(files[name], name)
    if kinds[name] not in SUFFIXES:
        reader = reader_of(name)
        if reader is not parse:
            return reader(files[name], name)  # says what to do with it
        raise ScenarioError(f"{name}: not read; a member table (.xlsx, .ods, .csv) or a .toml")
    if kinds[name] in TEXTS:
        sheets = {parts[one]: read_csv(content, one) for one, content in files.items()}
    else:
        sheets = workbook_of(files[name], name)
    table = MemberTable(name, sheets, dict(files))
    table.read()
    return table


def file_name(given: str) -> str:
    r"""The last part of a name alone, whatever a browser calls a path, without signs that do harm.

    >>> file_name(r"C:\tmp\..\ours.csv"), file_name("../.."), file_name("a/<b>.csv")
    ('ours.csv', 'file', 'b.csv')
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    return shortened(kept, 120).lstrip(".") or "file"


def _part(name: str, names: Mapping[str, bytes]) -> str:
    """Which sheet a CSV file is: by what stands behind the name of another, else that of members."""
    stem = folded(Path(name).stem)
    for other in names:
        before = f"{folded(Path(other).stem)} "
        if other != name and stem.startswith(before):
            return kind_of_sheet(stem.removeprefix(before)) or stem
    return "members"
