"""Each work that code and documentation cite stands in docs/references.md, once, and none that nobody cites."""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
REFERENCES = ROOT / "docs" / "references.md"

NAME = r"(?:[Dd]e |[Vv]an )?[A-ZÀ-Ž][\w’'-]+"
CITED = re.compile(rf"({NAME}(?:,? (?:& |and )?{NAME})*)(?: et al\.)?,? \(?((?:19|20)\d\d)\b")
"""One author or more, then the year."""
MONTHS = r"\b(?:January|April|May|July|September|October|November|December) (?:19|20)\d\d"


def entries() -> list[tuple[str, str, str]]:
    """First author, year, and the whole of each line."""
    works = REFERENCES.read_text("utf-8").partition("\n## Works\n")[2]
    found = []
    for line in re.findall(r"^- (.+)$", works, re.M):
        year = re.search(r"\(((?:19|20)\d\d)\)", line)
        found.append((re.split(r",| at |\. | \(", line)[0], year[1] if year else "", line))
    return found


@cache
def texts() -> dict[str, str]:
    """What is searched: strings of the code, and pages."""
    found = {}
    for package in ("sim", "experiments", "alliance"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.walk(ast.parse(path.read_text("utf-8")))
            strings = [
                x.value for x in tree if isinstance(x, ast.Constant) and isinstance(x.value, str)
            ]
            found[str(path.relative_to(ROOT))] = "\n\n".join(strings)
    for path in sorted((ROOT / "docs").glob("*.md")):
        if path != REFERENCES:
            found[path.name] = path.read_text("utf-8")
    return found


def cited() -> dict[tuple[tuple[str, ...], str], str]:
    """Authors and year of each work that is cited, and where."""
    found = {}
    for where, text in texts().items():
        for names, year in CITED.findall(re.sub(MONTHS, "", re.sub(r"\s+", " ", text))):
            authors = tuple(re.findall(NAME, names))
            found[authors, year] = where
    return found


NO_WORKS = {("Text",)}
"""What is said of a type: text of up to 2000 characters."""


def test_each_work_cited_stands_in_the_references() -> None:
    known = {(name.lower(), year) for name, year, _ in entries()}
    missing = {
        f"{' & '.join(authors)} {year}: {where}"
        for (authors, year), where in cited().items()
        if authors not in NO_WORKS and not any((name.lower(), year) in known for name in authors)
    }
    assert not missing


def test_each_reference_is_cited() -> None:
    said = {(name.lower(), year) for authors, year in cited() for name in authors}
    pages = "\n".join(texts().values())
    idle = [
        line
        for name, year, line in entries()
        if (name.lower(), year) not in said and not (name in pages and not year)
    ]
    assert not idle


def test_references_are_marked_alphabetical_and_there_once() -> None:
    lines = [line for _, _, line in entries()]
    for line in lines:
        assert re.search(r"\[(not seen by us|(first page )?seen)\b[^]]*\]$", line), line
    keys = [_letters(line) for line in lines]
    assert keys == sorted(keys)
    assert len({key[:60] for key in keys}) == len(keys)


def _letters(line: str) -> str:
    plain = unicodedata.normalize("NFKD", line.replace("ø", "o")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]", "", plain.decode().lower())
