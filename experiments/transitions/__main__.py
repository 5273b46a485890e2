"""Prints what the laboratory finds: `python -m experiments.transitions [PART …]`.

Parts: instruments (known systems), rates (how often each instrument is right), order, sizes, controls, stationary (low and high starts, lifetimes), passage, committor, hysteresis, warning; all of
them when none is named. `--runs` scales every number of runs, so that 0.1 is a quick look.
docs/transitions.py fills in the tables of the documentation and draws its pictures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

import numpy as np

from experiments.transitions import (
    alliances,
    hysteresis,
    instruments,
    markdown,
    rates,
    stationary,
    warning,
)
from experiments.transitions.collapse import collapse
from experiments.transitions.stationary import TURNED
from sim.scenarios import load

Scaled = Callable[[int], int]


def known(n: Scaled) -> list[instruments.Known]:
    """All known systems."""
    return [
        instruments.square(runs=n(120)),
        instruments.chain(runs=n(400)),
        instruments.independent(runs=n(400)),
        instruments.hierarchy(runs=n(4000)),
        instruments.rank(runs=n(80)),
        instruments.size_is_not_number(runs=n(400)),
    ]


TRUSTS = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.7])
"""Start trust at which first passages are looked at."""
FEW = (4, 8, 12)
"""Sizes for the other control parameters."""


def _instruments(n: Scaled) -> str:
    return markdown.checks(known(n))


def _rates(n: Scaled) -> str:
    trials = n(20)
    return markdown.rates([rates.rate(case, trials) for case in rates.all_cases()])


def _order(n: Scaled) -> str:
    return markdown.order_parameters(alliances.order_parameters(n(5000)))


def _sizes(n: Scaled) -> str:
    parts = []
    for variant in alliances.VARIANTS:
        _, seen = alliances.over_sizes(alliances.SIZES, "trust", variant, runs=n(240))
        fit = markdown.collapse("susceptibility", collapse(seen.chi, 0.4, 1.0, 0.5))
        parts += [f"### {variant}", markdown.sizes(seen), fit]
        if variant == "as it is":
            parts += ["Eight members:", markdown.modes(alliances.ends(8, runs=n(1500)), "trust")]
    return "\n\n".join(parts)


def _controls(n: Scaled) -> str:
    parts = []
    for along, one in alliances.ALONG.items():
        if along != "trust":
            _, seen = alliances.over_sizes(FEW, along, runs=n(200))
            parts += [f"### {one.label}", markdown.sizes(seen)]
    return "\n\n".join(parts)


def _stationary(n: Scaled) -> str:
    base, runs = load("default"), n(40)
    over = {path: stationary.two_starts(base, path, at, runs=runs) for path, at in TURNED.items()}
    same = stationary.two_starts(
        stationary.alike(base),
        "parameters.double_work",
        TURNED["parameters.double_work"],
        runs=runs,
    )
    near = {path: stationary.follow(base, path, at, runs=runs) for path, at in TURNED.items()}
    drawn = stationary.search(base, n(60))
    more = sum(count > 1 for _, count in drawn)
    money = [stationary.lives(alliances.alliance(size, "trust", 0.4), runs=n(200)) for size in FEW]
    return "\n\n".join(
        [
            markdown.two_starts({**over, "double_work, members alike": same}),
            markdown.followed(near),
            f"Of {len(drawn)} circumstances drawn at random {more} have two stable states in the reduced model.",
            markdown.lives(money),
        ]
    )


def _passage(n: Scaled) -> str:
    return markdown.waiting(alliances.waiting(TRUSTS, runs=n(400)))


def _committor(n: Scaled) -> str:
    return markdown.divide(alliances.divide(runs=n(1500), forced=n(40)))


def _hysteresis(n: Scaled) -> str:
    known, turned = hysteresis.known_systems(), hysteresis.of_alliances(runs=n(200))
    parts = [
        table(found)
        for found in (known, turned)
        for table in (hysteresis.areas_table, hysteresis.meetings_table)
    ]
    return "\n\n".join(
        [
            *parts,
            hysteresis.survivors_table(turned),
            _sentences(hysteresis.readings([*known, *turned])),
        ]
    )


def _warning(n: Scaled) -> str:
    known, watched = warning.known_systems(), warning.of_alliances(runs=n(3000))
    parts = [f"### {one.name}\n\n{warning.warnings_table(one)}" for one in (*known, *watched)]
    return "\n\n".join(
        [
            *parts,
            warning.added_table([*known, *watched]),
            _sentences({one.name: one.reading for one in (*known, *watched)}),
        ]
    )


def _sentences(readings: Mapping[str, str]) -> str:
    return "\n".join(f"- {name}: {text}" for name, text in readings.items())


PARTS: dict[str, Callable[[Scaled], str]] = {
    "instruments": _instruments,
    "rates": _rates,
    "order": _order,
    "sizes": _sizes,
    "controls": _controls,
    "stationary": _stationary,
    "passage": _passage,
    "committor": _committor,
    "hysteresis": _hysteresis,
    "warning": _warning,
}
"""All parts by name."""


def main() -> None:
    """Print the parts that are asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments.transitions", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--runs", type=float, default=1.0, help="times as many runs; 0.1 for a look"
    )
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no part '{sorted(unknown)[0]}': one of {', '.join(PARTS)}")
    if not given.runs > 0:
        parser.error(f"--runs {given.runs:g} is not allowed: a number above 0")
    for name in given.parts or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            text = PARTS[name](lambda count: max(round(count * given.runs), 8))
        except ValueError as error:  # too few runs to judge by
            parser.error(f"--runs {given.runs:g} is not enough for {name}: {error}")
        print(f"## {name}\n\n{text}\n", flush=True)


if __name__ == "__main__":
    main()
