"""Measure the laws and write the table.

python -m experiments.laws --runs 400 --out docs/laws.md
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from experiments.laws import LAWS, NOT_KEPT
from experiments.laws.claims import Claim, Measured, rows
from experiments.laws.parsimony import is_effect
from experiments.laws.parsimony import rows as effect_rows


def main() -> None:
    """Measure, keep each law's claims as data, write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=400, help="runs of a condition")
    parser.add_argument("--only", nargs="*", default=list(LAWS), choices=list(LAWS), metavar="LAW")
    parser.add_argument(
        "--data", type=Path, help="JSON Lines: a claim a line; laws in it are not measured again"
    )
    parser.add_argument("--out", type=Path, help="Markdown page whose table is written anew")
    given = parser.parse_args()
    kept = _read(given.data) if given.data else {}
    for code in given.only:
        if code in kept:
            continue
        kept[code] = LAWS[code].claims(given.runs)
        for claim in kept[code]:
            print(f"{'+' if claim.held else 'NOT KEPT'} {claim.name}: {claim.measured}", flush=True)
            if given.data:
                with given.data.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"code": code, **asdict(claim)}) + "\n")
    claims = [claim for code in LAWS if code in kept for claim in kept[code]]
    table = "\n".join(rows([claim for claim in claims if not is_effect(claim)], NOT_KEPT))
    if effects := [claim for claim in claims if is_effect(claim)]:
        table += "\n\n## What each mechanism changes\n\n" + "\n".join(effect_rows(effects))
    if given.out:
        head = given.out.read_text("utf-8").split(MARK)[0] if given.out.exists() else ""
        given.out.write_text(f"{head}{MARK}\n\n{table}\n", "utf-8")
    else:
        print(table)


MARK = "<!-- what follows is written by python -m experiments.laws -->"


def _read(path: Path) -> dict[str, list[Claim]]:
    """Claims that were measured before, by law."""
    found: dict[str, list[Claim]] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        measured = Measured(**row.pop("measured"))
        found.setdefault(row.pop("code"), []).append(Claim(**row, measured=measured))
    return found


if __name__ == "__main__":
    main()
