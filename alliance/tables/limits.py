"""How large a spreadsheet may be, so that a small file that unpacks into a huge one is one line."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from sim.errors import ScenarioError

UNPACKED = 20_000_000
"""Largest workbook that is read, in bytes when unpacked."""

ROWS, CELLS, SIGNS = 20_000, 500_000, 2_000_000
"""Most rows, cells (empty ones before others included) and characters of text of a workbook."""


@dataclass
class Size:
    """What was read of a workbook so far.

    Attributes:
        where: what to call it in an error.
    """

    where: str
    rows: int = 0
    cells: int = 0
    signs: int = 0

    def add(self, rows: int, cells: int) -> None:
        """Count rows and cells.

        Raises:
            ScenarioError: when there are too many.
        """
        self.rows += rows
        self.cells += cells
        for count, most, what in ((self.rows, ROWS, "rows"), (self.cells, CELLS, "cells")):
            if count > most:
                self._refuse(most, what)

    def text(self, text: str) -> None:
        """Count the characters of a text.

        Raises:
            ScenarioError: when there are too many.
        """
        self.signs += len(text)
        if self.signs > SIGNS:
            self._refuse(SIGNS, "characters")

    def _refuse(self, most: int, what: str) -> None:
        raise ScenarioError(
            f"{self.where}: more than {most:,} {what} is not allowed; is this the right file?"
        )


def check_unpacked(content: bytes, where: str, kind: str) -> set[str]:
    """The names of the parts of a packed file, which must not be large when unpacked.

    Raises:
        ScenarioError: when it is no packed file, or would be large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = {part.filename for part in packed.infolist()}
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ScenarioError(
            f"{where}: not {kind}, or a damaged one; save it as .xlsx or .csv"
        ) from None
    if size > UNPACKED:
        raise ScenarioError(
            f"{where}: {size / 1e6:.0f} MB when unpacked is not allowed: at most "
            f"{UNPACKED / 1e6:.0f} MB; is this the right file?"
        )
    return names
