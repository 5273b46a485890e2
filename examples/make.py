"""Writes the example workbooks from the example CSV files beside it: python examples/make.py."""

from __future__ import annotations

from pathlib import Path

from alliance.tables.csv_file import rows_of
from alliance.tables.template import Table, template
from alliance.tables.workbook import as_excel
from alliance.words.language import Language

HERE = Path(__file__).parent
EXAMPLES: dict[str, Language] = {"healthy-neighbourhood": "en", "gezonde-wijk": "nl", "wash": "en"}


def table(name: str) -> Table:
    """The member table of an example, as it stands in its CSV files."""
    language = EXAMPLES[name]
    sheets, notes = [], []
    for file in (f"{name}.csv", f"{name}-trust.csv", f"{name}-alliance.csv"):
        rows = [row for row in rows_of((HERE / file).read_bytes(), file) if any(row)]
        notes += [row[0].removeprefix("# ") for row in rows if row[0].startswith("#")]
        sheets.append([row for row in rows if not row[0].startswith("#")])
    members, trust, alliance = sheets
    return Table(language, members, trust, alliance, notes + template(language, 2).notes)


def main() -> None:
    """Write all of them."""
    for name in EXAMPLES:
        (HERE / f"{name}.xlsx").write_bytes(as_excel(table(name)))


if __name__ == "__main__":
    main()
