"""Few free numbers: what is fitted, and what each mechanism changes when it is off."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Ablation:
    """What one mechanism changes.

    Attributes:
        mechanism, world: which, and where.
        effects: with it less without it, by outcome; bounds two-sided, 99 % over all of them.
    """

    mechanism: str
    world: str
    effects: dict[str, Measured]

    @property
    def changed(self) -> list[str]:
        """Outcomes, not its own, that it surely changes."""
        own = OWN.get(self.mechanism, set())
        return [k for k, m in self.effects.items() if k not in own and (m.low > 0 or m.high < 0)]


def ablations(runs: int) -> list[Ablation]:
    """Every mechanism off, in the default alliance and in one with all in use."""
    found = []
    for world, scenario in (("default", base()), ("all in use", full())):
        on = outcomes(ensemble(scenario, runs))
        for name in MECHANISMS:
            without = outcomes(ensemble(alter(scenario, off(name)), runs))
            effects = {k: _sure(on[k] - without[k]) for k in on}
            found.append(Ablation(name, world, effects))
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
    """Each mechanism, in the world in which it changes most."""
    table = ablations(asked.runs)
    out = []
    for name in MECHANISMS:
        own = OWN.get(name, set())
        effects = [
            (max(m.low, -m.high), f"{k}, {a.world}", m)
            for a in table
            if a.mechanism == name
            for k, m in a.effects.items()
            if k not in own
        ]
        sure, where, measured = max(effects, key=lambda found: found[0])
        out.append(
            asked.claim(
                name,
                f"clearest effect of it ({where}: {measured.value:+.3f}), least that is sure",
                "the mechanism off",
                c.exact(sure),
                above=0.0,
            )
        )
    return out


def rows(table: list[Ablation]) -> list[str]:
    """Lines of a Markdown table: with each mechanism less without it."""
    names = list(table[0].effects)
    out = [f"| mechanism | world | {' | '.join(names)} |", "|---" * (2 + len(names)) + "|"]
    for a in table:
        cells = []
        for name, m in a.effects.items():
            sure = m.low > 0 or m.high < 0
            own = name in OWN.get(a.mechanism, set())
            text = f"{m.value:+.3f} ± {m.high - m.value:.3f}"
            cells.append(f"({text})" if own else f"**{text}**" if sure else text)
        out.append(f"| {a.mechanism} | {a.world} | {' | '.join(cells)} |")
    return out
