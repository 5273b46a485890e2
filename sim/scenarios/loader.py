"""Reading scenarios: those that are shipped, by name, and files of one's own, TOML or tables."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError, shortened
from sim.scenarios.schema import Scenario
from sim.scenarios.tables import OTHERS, SUFFIXES
from sim.scenarios.words import nearest

LARGEST = 1_000_000
"""Largest file that is read, in bytes; fifty members written out in full take a tenth of it."""

_FOLDER = Path(__file__).parent
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}"""
)
"""A key of twenty parts with dots between: the parser's work grows with the square of the parts."""

_POSITION = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")


def shipped() -> list[str]:
    """Names of the scenarios that come with the package, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def load(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Read a scenario.

    Args:
        name_or_path: the name of a shipped scenario, such as ``"wash"``, or a path to a file: a TOML
            file, or a member table (.csv, .xlsx; see docs/member-tables.md).

    Returns:
        The scenario, with everything in it checked.

    Raises:
        ScenarioError: one line: what is wrong, where, and what is allowed.
        ModuleNotFoundError: for Excel, when openpyxl (the extra `tables`) is not installed.
    """
    content, where = _source(name_or_path)
    return _from_table(content, where) if is_table(where) else parse(content, where)


def text_of(name_or_path: str | os.PathLike[str]) -> str:
    """The text of a scenario file, comments included; of a table the TOML that says the same.

    It is checked first.

    Raises:
        ScenarioError: as `load` does.
    """
    content, where = _source(name_or_path)
    if is_table(where):
        return _from_table(content, where).to_toml()
    parse(content, where)
    return _decoded(content, where)


def _source(name_or_path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """What a scenario is read from, and what to call it."""
    try:
        given = os.fspath(name_or_path)
    except TypeError:
        given = None
    if not isinstance(given, str) or not given:
        raise ScenarioError("a scenario is given by its name or by the path of a file")
    if given in shipped():
        return (_FOLDER / f"{given}.toml").read_bytes(), f"{given}.toml"
    return _read(given), given


def is_table(path: str) -> bool:
    """Whether a path is that of a member table.

    Raises:
        ScenarioError: for a kind of table that is not read.
    """
    suffix = Path(path).suffix.casefold()
    if suffix in OTHERS:
        raise ScenarioError(f"{shortened(path, 200)}: {suffix} files are not read; save it as .xlsx "
                            "or .csv")  # fmt: skip
    return suffix in SUFFIXES


def _from_table(content: bytes, path: str) -> Scenario:
    """The scenario of a member table; of a CSV file with those that stand beside it."""
    from sim.scenarios.tables import reading

    where = shortened(path, 200)
    file = Path(path)
    if file.suffix.casefold() != ".csv":
        return reading.from_excel(content, where)
    beside = {}
    for part in reading.PARTS:
        other = str(file.with_name(f"{file.stem}-{part}{file.suffix}"))
        if Path(other).is_file():
            beside[part] = _read(other), shortened(other, 200)
        elif file.stem.endswith(f"-{part}"):
            own = file.with_name(file.stem.removesuffix(f"-{part}") + file.suffix)
            if own.is_file():
                raise ScenarioError(f"{where}: belongs to {own.name}; give that file")
    return reading.from_csv(content, where, beside)


def parse(content: str | bytes, where: str = "scenario") -> Scenario:
    """Read a scenario from the text of a TOML file.

    Args:
        content: the text; bytes must be UTF-8.
        where: what to call it in an error.

    Raises:
        ScenarioError: one line: what is wrong, where, and what is allowed.
    """
    where = shortened(where, 200)
    if len(content) > LARGEST:
        raise ScenarioError(f"{where}: {_too_large(len(content))}")
    text = content if isinstance(content, str) else _decoded(content, where)
    if long_key := _LONG_KEY.search(text):
        line = text.count("\n", 0, long_key.start()) + 1
        raise ScenarioError(f"{where}: line {line}: a key with too many dots")
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise ScenarioError(f"{where}: tables or lists are nested too deeply") from None
    except ValueError as error:  # a TOMLDecodeError, or a number with thousands of digits
        raise ScenarioError(f"{where}: {_syntax(str(error))}") from None
    if (empty := _empty_list(tables)) is not None:
        allowed = f"a list that is not empty, or no '{empty}' at all"
        raise ScenarioError(f"{where}: {empty} = [] is not allowed: {allowed}")
    return Scenario.from_dict(tables, where)


def _read(path: str) -> bytes:
    where = shortened(path, 200)
    file = Path(path)
    try:
        if file.is_dir():
            raise ScenarioError(
                f"{where}: is a folder; give a scenario file (.toml, .csv, .xlsx) in it"
            )
        if not file.exists():
            raise ScenarioError(_not_found(path))
        if not file.is_file():
            raise ScenarioError(f"{where}: is not a regular file")
        if (size := file.stat().st_size) > LARGEST:
            raise ScenarioError(f"{where}: {_too_large(size)}")
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise ScenarioError(f"{where}: cannot be read: {reason}") from None


def _not_found(path: str) -> str:
    names = shipped()
    if near := nearest(Path(path).stem, names):
        hint = f" (did you mean the shipped scenario '{near}'?)"
    else:
        hint = f"; shipped scenarios: {', '.join(names)}"
    return f"{shortened(path, 200)}: no such scenario or file{hint}"


def _too_large(size: int) -> str:
    return (
        f"{size / 1e6:.1f} MB is not allowed: a scenario file of at most {LARGEST / 1e6:.0f} MB; "
        "is this the right file?"
    )


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        looks = ", it looks like UTF-16" if wide else ""
        raise ScenarioError(
            f"{where}: line {line}: not UTF-8 text{looks}; save the file as UTF-8"
        ) from None


def _syntax(message: str) -> str:
    position = _POSITION.search(message)
    where = f"{position[1]}: ".replace("end of document", "last line") if position else ""
    what = shortened(_POSITION.sub("", message), 160)
    if what == "Cannot overwrite a value" or what.startswith("Cannot declare"):
        what = f"a key or table that is already there ({what})"
    elif what.startswith("Exceeds the limit"):
        what = "a whole number with far too many digits"
    return f"{where}not valid TOML: {what}"


def _empty_list(table: dict[str, Any], before: str = "") -> str | None:
    """Path of the first empty list among the tables and rows of a scenario."""
    for key, value in table.items():
        path = f"{before}{shortened(key, 80)}"
        if value == []:
            return path
        if isinstance(value, dict) and before.count(".") < 3:
            found = _empty_list(value, f"{path}.")
            if found is not None:
                return found
    return None
