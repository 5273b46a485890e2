"""Laws of choice: decisions from experience, equal footing of the nine actions."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import Ensemble, alter, base, ensemble
from experiments.laws.law import Asked, law


@law("L16", "Decisions from experience", fast=300)
def experience(asked: Asked) -> list[Claim]:
    """What four averages explain, and whether members follow what they saw."""
    e = ensemble(base(), asked.runs)
    four = [e.mean(n, 23, 24) for n in ("trust", "knowledge", "agreements", "commitment")]
    blind = ensemble(alter(base(), {"parameters.belief_rate": 0.0}), asked.runs)
    live = np.where(e.lives(36), e.added(36, 60), np.nan)

    def follows(world: Ensemble) -> c.Measured:
        table = c.columns(world.hours("joint", 36, 60), world.luck)
        return c.bootstrap(lambda t: float(np.polyfit(t[:, 1], t[:, 0], 1)[0]), table)

    return [
        asked.claim(
            "four averages",
            "share of variance of added value in years 4-5 that trust, knowledge, "
            "agreements and commitment in month 24 explain",
            "1: all",
            c.bootstrap(c.explained, c.columns(live, *four)),
            below=0.5,
        ),
        asked.claim(
            "follows",
            "share of hours jointly in years 4-5, per standard deviation of what a "
            "joint hour yields",
            "next row",
            follows(e),
            above=0.01,
        ),
        asked.claim(
            "blind",
            "the same, where nobody learns from what was brought",
            "",
            follows(blind),
            -0.02,
            0.02,
        ),
    ]


ACTS = {
    "D1": "openness",
    "D2": "commitment",
    "D3": "agreements",
    "D4": "knowledge",
    "D5": "trust",
    "D6": "profile",
    "D7": "harvest",
    "D8": "role",
    "D9": "dissent",
}
"""The nine actions, and the state that each works on."""


@law("L17", "Equal footing for the nine actions", fast=60)
def footing(asked: Asked) -> list[Claim]:
    """Three months of each at full strength, from month 12."""
    helped = alter(
        base(16), {"roles.facilitator": {"skill": 1.0, "capacity": 31.0}, "fund.start": 2000.0}
    )
    plain = ensemble(helped, asked.runs)
    steps = {}
    for code, name in ACTS.items():
        row = {"intervention": [{"action": code, "from": 12, "until": 14}]}
        done = ensemble(alter(helped, row), asked.runs)
        was = plain.mean(name, 14, 15)
        steps[code] = (done.mean(name, 14, 15) - was) / (1.0 - was)
    table = c.columns(*steps.values())
    even = c.bootstrap(lambda t: float(t.mean(0).max() / max(t.mean(0).min(), 1e-9)), table)
    return [
        *(
            asked.claim(
                f"{code}",
                f"share of what is missing in {ACTS[code]} that three months close",
                "0",
                c.mean(step),
                above=0.0,
            )
            for code, step in steps.items()
        ),
        asked.claim(
            "comparable", "largest of the nine over the smallest", "1: alike", even, below=3.0
        ),
    ]
