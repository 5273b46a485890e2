"""Hold the model against the world: `python -m experiments.world --runs 1000 [--out docs/world.md]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.world.comparison import compare, reasons, rows
from experiments.world.targets import TARGETS
from sim.model import Model

MARK = "<!-- what follows is written by python -m experiments.world -->"


def report(runs: int, seed: int, model: Model | None = None) -> str:
    """The held-out table first, then the fitted one, then what each number is."""
    compared = compare(runs, seed, model)
    parts = []
    for use, head in (("held-out", "Held out"), ("fitted", "Fitted")):
        own = [one for one in compared if one.target.use == use]
        parts += [f"## {head}", "", *rows(own), ""]
    parts += ["## What each number is", "", *reasons(TARGETS), ""]
    parts.append(f"{runs} runs of each setting, seed {seed}.")
    return "\n".join(parts)


def main() -> None:
    """Print the tables, or write them into a page below its mark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000, help="runs of each setting")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--model", metavar="MODULE:NAME", help="a model other than the shipped one")
    parser.add_argument("--out", type=Path, help="Markdown page to write into")
    given = parser.parse_args()
    model = Model.load(given.model) if given.model else None
    text = report(given.runs, given.seed, model)
    if given.out:
        head = given.out.read_text("utf-8").split(MARK)[0] if given.out.exists() else ""
        given.out.write_text(f"{head}{MARK}\n\n{text}\n", "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
