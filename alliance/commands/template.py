"""`alliance template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from alliance.commands.terminal import staged


def template(
    *,
    out: Annotated[
        Path, Parameter(help="file to write: .xlsx, or .csv with two more beside it")
    ] = Path("alliance.xlsx"),
    language: Annotated[Literal["en", "nl"], Parameter(help="of headings and explanations")] = "en",
    members: Annotated[int, Parameter(help="rows for members, an example included")] = 8,
    overwrite: Annotated[
        bool, Parameter(help="write over a file that is there", negative="")
    ] = False,
) -> None:
    """Write a member table to fill in: one row a member, who trusts whom, the alliance.

    It explains itself, and holds an example row: as it is, `alliance run` runs it. Then fill it in in
    a spreadsheet; what is not known stays empty.
    """
    from alliance.tables import template as tables
    from sim.errors import AllianceError, one_line
    from sim.scenarios.part import FEWEST, MOST

    if not FEWEST <= members <= MOST:
        raise AllianceError(
            f"--members {members} is not allowed: a whole number from {FEWEST} to {MOST}"
        )
    table = tables.template(language, members)
    match out.suffix.casefold():
        case ".xlsx":
            from alliance.tables.workbook import as_excel

            files = {out: as_excel(table)}
        case ".csv":
            beside = {
                part: out.with_name(f"{out.stem}-{part}{out.suffix}")
                for part in ("trust", "alliance")
            }
            files = {
                out: tables.as_csv(table.members, language, table.notes),
                beside["trust"]: tables.as_csv(table.trust, language),
                beside["alliance"]: tables.as_csv(table.alliance, language),
            }
        case _:
            raise AllianceError(f"--out {out} is not allowed: a file that ends in .xlsx or .csv")
    there = [str(path) for path in files if path.exists()]
    if there and not overwrite:
        raise AllianceError(
            f"--out {out}: {', '.join(there)} is there already; give another name, or --overwrite"
        )
    with staged(out.parent) as stage:
        for path, content in files.items():
            (stage / path.name).write_bytes(content)
    written, then = {
        "en": ("Written", "Fill it in, then"),
        "nl": ("Geschreven", "Vul het in, en dan"),
    }[language]
    print(one_line(f"{written}: {', '.join(str(path) for path in files)}"))
    print(one_line(f"{then}: alliance check {out}"))
