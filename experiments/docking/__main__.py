"""Dock: `python -m experiments.docking [--out docs/docking.md]`, about a minute."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from experiments.docking import landscape, march, rank
from experiments.laws import claims as c
from experiments.laws.ensembles import alter, ensemble
from experiments.transitions.systems import hierarchy
from sim.model import Model
from sim.scenarios import load

MARK = "<!-- what follows is written by python -m experiments.docking -->"
STRENGTHS = (0.5, 1.0, 1.5, 2.0)
TURNOVERS = (0.0, 0.02, 0.1)
SLOW, FAST = 0.05, 0.5
"""Learning rates of an alliance that are compared, a month."""


def explored(runs: int, seed: int) -> list[str]:
    """March's table and the effect of turnover."""
    lines = [
        "| p1 (people) | p2 (code) | replication | here (± standard error) | within .03 |",
        "|---|---|---|---|---|",
    ]
    for p1, p2, known, found, error in march.table(runs, seed):
        near = min(known) - 0.03 <= found <= max(known) + 0.03
        told = " and ".join(f"{k:.3f}" for k in known)
        said = "yes" if near else "**no**"
        lines.append(f"| {p1} | {p2} | {told} | {found:.3f} ± {error:.3f} | {said} |")
    turned = [
        (t, *(march.explore(p1, 0.5, runs=runs, seed=seed, turnover=t).mean() for p1 in (0.1, 0.9)))
        for t in TURNOVERS
    ]
    return [
        *lines,
        "",
        "| turnover a step | slow people (p1 = .1) | fast people (p1 = .9) |",
        "|---|---|---|",
        *(f"| {t:g} | {slow:.3f} | {fast:.3f} |" for t, slow, fast in turned),
    ]


def in_the_model(runs: int, seed: int, model: Model | None = None) -> list[str]:
    """Whether alliances that learn fast are the less wise for it."""
    lines = ["| of alliances | fast less slow learning (99 % bounds) |", "|---|---|"]
    base = alter(load("default"), {"length": 120})
    slow, fast = (
        ensemble(alter(base, {"parameters.learning_rate": rate}), runs, seed=seed, model=model)
        for rate in (SLOW, FAST)
    )
    for name, text in (
        ("gap", "distance between offer and demand, years 5-10"),
        ("knowledge", "knowledge of each other, years 5-10"),
    ):
        found = c.difference(fast.mean(name, 60, 120), slow.mean(name, 60, 120))
        lines.append(f"| {text} | {found.value:+.3f} ({found.low:+.3f} to {found.high:+.3f}) |")
    added = c.difference(fast.added(0, 120), slow.added(0, 120))
    lines.append(
        f"| added value over ten years | {added.value:+.3f} ({added.low:+.3f} to {added.high:+.3f}) |"
    )
    return lines


def ranked(runs: int, seed: int) -> list[str]:
    """Steepness of the hierarchy: theirs, ours near the limit, ours at the default."""
    lines = [
        "| K | theirs | ours, near the limit (power 50) | ours, default power 4 |",
        "|---|---|---|---|",
    ]
    theirs = rank.steepness(hierarchy.fights(STRENGTHS, members=8, memory=10, runs=runs, seed=seed))
    near, far = (
        rank.steepness(
            rank.fights(STRENGTHS, members=8, memory=10, power=power, runs=runs, seed=seed)
        )
        for power in (50.0, 4.0)
    )
    rows = zip(STRENGTHS, theirs, near, far, strict=True)
    return [*lines, *(f"| {k:g} | {a:.3f} | {b:.3f} | {d:.3f} |" for k, a, b, d in rows)]


def sided(seed: int) -> list[str]:
    """The solver against all splits, and our groups against the solver."""
    lines = [
        "| case | splits | stable | found by descent | optimum by descent | optimum by our groups |",
        "|---|---|---|---|---|---|",
    ]
    cases = [
        ("two blocs of 4", landscape.two_blocs(8)),
        ("two blocs of 8", landscape.two_blocs(16)),
        *((f"17 at random, {k}", landscape.random_case(17, seed + k)) for k in (1, 2)),
    ]
    for name, case in cases:
        n = len(case.size)
        splits = landscape.all_splits(n)
        energy, stable = case.energy(splits), landscape.stable(case, splits)
        ends = landscape.number_of(landscape.descend(case, splits))
        best = energy.min() + 1e-9
        ours = case.energy(landscape.seated(case, 4_000, seed)) <= best
        lines.append(
            f"| {name} | {len(splits):,} | {int(stable.sum())} | {len(np.unique(ends))} "
            f"| {(energy[ends] <= best).mean():.0%} | {ours.mean():.0%} |"
        )
    return lines


def report(runs: int, seed: int, model: Model | None = None) -> str:
    """All tables."""
    parts = {
        "Exploration and exploitation: the published model": explored(runs, seed),
        "Exploration and exploitation: alliances": in_the_model(runs, seed, model),
        "Pecking order": ranked(runs, seed),
        "Sides": sided(seed),
    }
    return "\n".join(line for head, rows in parts.items() for line in (f"## {head}", "", *rows, ""))


def main() -> None:
    """Print the tables, or write them into a page below its mark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", metavar="MODULE:NAME", help="a model other than the shipped one")
    parser.add_argument("--out", type=Path, help="Markdown page to write into")
    given = parser.parse_args()
    text = report(given.runs, given.seed, Model.load(given.model) if given.model else None)
    if given.out:
        head = given.out.read_text("utf-8").split(MARK)[0] if given.out.exists() else ""
        given.out.write_text(f"{head}{MARK}\n\n{text}", "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
