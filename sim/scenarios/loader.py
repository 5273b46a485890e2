"""Reading scenarios: those that are shipped, by name, and files of one's own.

TOML is read here. Other kinds of files are read by whoever registers a reader for them, as
`alliance.tables` does for member tables.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError, nearest, shortened
from sim.scenarios.schema import Scenario

LARGEST = 1_000_000
"""Largest file that is read, in bytes; fifty members written out in full take a tenth of it."""

Reader = Callable[[bytes, str], Scenario]
"""Reads the content of the file at a path; raises ScenarioError with one line."""

_READERS: dict[str, Reader] = {}
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
            file, or one of a kind that has a reader (member tables, once `alliance` is imported).

    Returns:
        The scenario, with everything in it checked.

    Raises:
        ScenarioError: one line: what is wrong, where, and what is allowed.
    """
    content, where = _source(name_or_path)
    return reader_of(where)(content, where)


def text_of(name_or_path: str | os.PathLike[str]) -> str:
    """The text of a scenario file, comments included; of a table the TOML that says the same.

    It is checked first.

    Raises:
        ScenarioError: as `load` does.
    """
    content, where = _source(name_or_path)
    if (read := reader_of(where)) is not parse:
        return read(content, where).to_toml()
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


def register_reader(suffix: str, reader: Reader) -> None:
    """Let files with a suffix be read by `reader`, from now on and in this process.

    Args:
        suffix: such as ``".csv"``, in lower case.
        reader: called with the file's content and its path.
    """
    _READERS[suffix] = reader


def read_file(path: str) -> bytes:
    """The content of a file that may be a scenario.

    Raises:
        ScenarioError: one line, when it cannot be read or is far too large.
    """
    return _read(path)


def reader_of(path: str) -> Reader:
    """Who reads the file at a path: whoever is registered for its suffix, else the reader of TOML."""
    return _READERS.get(Path(path).suffix.casefold(), parse)


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
    if "scenario" in tables:  # every study names one, and no scenario does
        raise ScenarioError(f"{where}: is a study, which varies a scenario; alliance sweep runs it")
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
