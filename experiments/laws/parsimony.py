"""Few free numbers: what is fitted, and what each mechanism changes when it is off."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim, Measured
from experiments.laws.ensembles import Ensemble, alter, base, ensemble, grant, off
from experiments.laws.law import Asked, law
from sim.arrays import Array
from sim.parameters import MECHANISMS, PARAMETERS
from sim.scenarios import Scenario

SURE = 3.29
"""Half-width of an interval, in standard errors: 99 % for ten of them at once (five outcomes, two worlds)."""

OWN = {
    "conflict": {"conflict"},
    "leaving": {"lives", "exits"},
    "time_use": {"phase 3", "conflict"},
    "production": {"added value", "phase 3"},
}
"""Outcomes that a mechanism makes itself; they do not count for it."""


def outcomes(e: Ensemble) -> dict[str, Array]:
    """Outcomes that a mechanism can change, (runs,) each."""
    return {
        "added value": e.added(12, 72),
        "phase 3": e.productive.astype(np.float64),
        "lives": e.lives(71).astype(np.float64),
        "exits": e.total("leaves", 0, 72),
        "conflict": e.hours("conflict", 0, 72),
    }


def full() -> Scenario:
    """An alliance in which every mechanism has something to do."""
    return alter(
        base(),
        {
            "members.count": 10,
            "governance": "lead",
            "division": "power",
            "grant": grant(4500.0, 48, reviews=[24], renewable=True),
            "roles.lead": "Member 1",
            "roles.facilitator": {"skill": 0.6},
            "intervention": [
                {"action": code, "from": first, "every": 3}
                for code, first in (("D1", 0), ("D2", 1), ("D3", 2), ("D4", 12), ("D8", 24))
            ],
        },
    )


WORLDS = ("default", "all in use")
"""The default alliance, and one in which every mechanism has something to do."""


def effects(asked: Asked) -> list[Claim]:
    """What each mechanism changes: outcomes with it less without it, in both worlds."""
    found = []
    for world, scenario in zip(WORLDS, (base(), full()), strict=True):
        on = outcomes(ensemble(scenario, asked.runs))
        for name in MECHANISMS:
            without = outcomes(ensemble(alter(scenario, off(name)), asked.runs))
            found += [
                asked.claim(f"{name} / {world} / {k}", f"{k}: with {name} less without", "off", m)
                for k, m in ((k, _sure(on[k] - without[k])) for k in on)
            ]
    return found


def _sure(values: Array) -> Measured:
    there = values[~np.isnan(values)]
    centre = float(there.mean())
    half = SURE * float(there.std(ddof=1)) / np.sqrt(len(there))
    return Measured(centre, centre - half, centre + half, len(there))


def fitted() -> list[str]:
    """Parameters whose source says that they were calibrated."""
    return [name for name, entry in PARAMETERS.items() if "calibrated" in entry.source]


@law("L19a", "Few fitted numbers", fast=1)
def few(asked: Asked) -> list[Claim]:
    """How many numbers were fitted."""
    return [
        asked.claim(
            "fitted",
            "parameters whose source says calibrated",
            f"{len(PARAMETERS)} in all",
            c.exact(float(len(fitted()))),
            below=10.5,
        )
    ]


@law("L19b", "A mechanism changes an outcome")
def mechanisms(asked: Asked) -> list[Claim]:
    """Each mechanism, in the world and the outcome that it changes most surely."""
    table = effects(asked)
    out = []
    for name in MECHANISMS:
        counted = [
            (max(claim.measured.low, -claim.measured.high), claim)
            for claim in table
            if parts(claim)[0] == name and parts(claim)[2] not in OWN.get(name, set())
        ]
        sure, best = max(counted, key=lambda found: found[0])
        _, world, outcome = parts(best)
        out.append(
            asked.claim(
                name,
                f"clearest effect of it ({outcome}, {world}: {best.measured.value:+.3f}), least that is sure",
                "the mechanism off",
                c.exact(float(sure)),
                above=0.0,
            )
        )
    return [*out, *table]


def parts(claim: Claim) -> tuple[str, str, str]:
    """Mechanism, world and outcome of a claim of `effects`."""
    name, world, outcome = claim.key.split(" / ")
    return name, world, outcome


def is_effect(claim: Claim) -> bool:
    """Whether a claim is one of `effects`."""
    return claim.key.count(" / ") == 2


def rows(table: list[Claim]) -> list[str]:
    """Lines of a Markdown table: each mechanism in each world.

    Args:
        table: what `effects` gave.
    """
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for claim in table:
        name, world, outcome = parts(claim)
        m = claim.measured
        text = f"{m.value:+.3f} ± {m.high - m.value:.3f}"
        if outcome in OWN.get(name, set()):
            text = f"({text})"
        elif m.low > 0 or m.high < 0:
            text = f"**{text}**"
        cells.setdefault((name, world), {})[outcome] = text
    names = list(next(iter(cells.values())))
    return [
        f"| mechanism | world | {' | '.join(names)} |",
        "|---" * (2 + len(names)) + "|",
        *(
            f"| {name} | {world} | {' | '.join(row[k] for k in names)} |"
            for (name, world), row in sorted(cells.items())
        ),
    ]
