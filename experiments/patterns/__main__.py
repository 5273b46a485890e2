"""Measure the patterns and write the table.

python -m experiments.patterns --runs 200 --out docs/patterns.md
"""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.patterns import PATTERNS, Asked
from experiments.patterns.row import Row, table
from sim.model import Model

MARK = "<!-- what follows is written by python -m experiments.patterns -->"


def main() -> None:
    """Measure all patterns, or only those asked for; print the table, or write it into a page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", default=list(PATTERNS), choices=list(PATTERNS))
    parser.add_argument("--runs", type=int, default=200, help="runs of a condition")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--model", metavar="MODULE:NAME", help="a model other than the shipped one")
    parser.add_argument("--out", type=Path, help="Markdown page whose table is written anew")
    given = parser.parse_args()
    model = Model.load(given.model) if given.model else Model()
    rows: list[Row] = []
    for code in given.only:
        for row in PATTERNS[code](Asked(given.runs, given.seed, model)):
            print(f"{row.verdict}: {row.name}: {row.model} {row.nulls} {row.moves}", flush=True)
            rows.append(row)
    text = "\n".join(table(rows))
    if given.out:
        head = given.out.read_text("utf-8").split(MARK)[0] if given.out.exists() else ""
        given.out.write_text(f"{head}{MARK}\n\n{text}\n", "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
