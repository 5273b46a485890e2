"""Files of studies: their text, and tables of points as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from experiments.sweeps.factors import Value
from sim.errors import AllianceError

LARGEST = 200_000_000
"""Largest study file or table of points that is read, in bytes."""


class StudyError(AllianceError):
    """A study cannot be read, or says something that is not allowed."""


def text_of(file: Path, where: str, hint: str = "") -> str:
    """The text of a file.

    Args:
        file: the file.
        where: what to call it in an error.
        hint: what to say when it is not there.

    Raises:
        StudyError: when it cannot be read.
    """
    try:
        if not file.is_file():
            kind = "is a folder; give a file" if file.is_dir() else "no such file"
            raise StudyError(f"{where}: {kind}{hint}")
        if file.stat().st_size > LARGEST:
            raise StudyError(f"{where}: more than {LARGEST / 1e6:.0f} MB: is this the right file?")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise StudyError(f"{where}: not UTF-8 text; save the file as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StudyError(f"{where}: cannot be read: {reason}") from None


def rows_of(file: Path, where: str) -> list[dict[str, Value]]:
    """The rows of a table of points, each column of one type."""
    reader = csv.reader(text_of(file, where).splitlines())
    head = next(reader, [])
    names = [name.strip() for name in head]
    if not names or not all(names) or len(set(names)) < len(names):
        raise StudyError(f"{where}: the first line must name the columns, each once")
    cells: list[list[str]] = []
    for line, row in enumerate(reader, 2):
        if not row:
            continue
        if len(row) != len(names):
            raise StudyError(f"{where}: line {line}: {len(row)} cells under {len(names)} columns")
        cells.append([cell.strip() for cell in row])
    columns = [_typed([row[k] for row in cells]) for k in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def table_of_rows(rows: tuple[dict[str, Any], ...]) -> str:
    """A table of points as CSV text, which reads back equal."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return into.getvalue()


def _typed(cells: list[str]) -> list[Any]:
    words = {"true": 1, "false": 0}  # as switches have them
    if all(cell.lower() in words for cell in cells):
        return [words[cell.lower()] for cell in cells]
    for kind in (int, float):
        try:
            return [kind(cell) for cell in cells]
        except ValueError:
            continue
    return cells
