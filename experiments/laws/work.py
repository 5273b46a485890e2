"""Laws of work: what joint work gains, what a phase is, hours, size."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import (
    IDENTICAL,
    ONE_SKILL,
    SEED,
    Ensemble,
    alter,
    base,
    ensemble,
    grant,
)
from experiments.laws.law import Asked, law
from sim.arrays import Array
from sim.observers.phases import APART as WORKING_APART
from sim.observers.phases import BETWEEN, PRODUCING
from sim.scenarios import Scenario, load
from sim.start import begin


@law("L1", "No gain, no phase 3", fast=400)
def no_gain(asked: Asked) -> list[Claim]:
    """Identical members, and a task that each can do alone."""
    plain = ensemble(base(), asked.runs)
    out = []
    for key, text, changes in (
        ("identical", "identical members", IDENTICAL),
        ("alone", "a task of one skill that all have", ONE_SKILL),
    ):
        e = ensemble(alter(base(), changes), asked.runs)
        out += [
            asked.claim(
                f"{key} members",
                f"share that reaches phase 3 in six years: {text}",
                "0 gain",
                c.share(e.productive),
                below=0.05,
            ),
            asked.claim(
                f"{key} against default",
                f"share that reaches phase 3: default less {text}",
                "the same chance",
                c.difference(plain.productive, e.productive),
                above=0.1,
            ),
            asked.claim(
                f"{key} apart",
                f"share of hours apart in years 3-5: {text} less default",
                "the same chance",
                c.difference(e.hours("apart", 24, 60), plain.hours("apart", 24, 60)),
                above=0.1,
            ),
        ]
    return out


@law("L2", "A phase is what is done and what it earns", fast=400)
def doing_and_earning(asked: Asked) -> list[Claim]:
    """Phase 3 against joint work that leads, whatever it earns."""
    e = ensemble(base(), asked.runs)
    at = e.phase[:, 59]
    less = e.added(48, 60) <= 0.0
    fits = np.isin(e.phase, (WORKING_APART, BETWEEN)).sum() / np.maximum((e.phase > 0).sum(), 1)
    return [
        asked.claim(
            "earns",
            "of alliances in phase 3 in month 60, share whose year gave no more than apart",
            "joint work that leads, next row",
            c.share(less[at == PRODUCING]),
            below=0.05,
        ),
        asked.claim(
            "busy",
            "the same, of all in which joint work leads",
            "",
            c.share(less[np.isin(at, (PRODUCING, BETWEEN))]),
        ),
        asked.claim(
            "between",
            "share of months that fit no phase of the brochure and are named so",
            "",
            c.exact(float(fits)),
        ),
    ]


@law("L4", "Working apart together; costs are hours", fast=400)
def apart_together(asked: Asked) -> list[Claim]:
    """The dip of the first years."""
    e = ensemble(base(), asked.runs)
    year = np.stack([e.added(first, first + 12) for first in range(0, 36, 3)])
    return [
        asked.claim(
            "dip", "added value of the first year", "0: no dip", c.mean(e.added(0, 12)), -0.5, 0.0
        ),
        asked.claim(
            "lowest",
            "lowest added value of twelve months on end in three years, mean over runs",
            "-0.95, the first edition",
            c.mean(year.min(0)),
            above=-0.5,
        ),
    ]


@law("L5", "Hours are hours", fast=60)
def hours(asked: Asked) -> list[Claim]:
    """Members of few and of many FTE."""
    runs = max(asked.runs // 2, 40)

    def of(count: int, size: float) -> Scenario:
        changes = {"members.count": count, "members.capacity": size}
        return alter(base(48), changes | {"grant": grant(4500.0 * count / 8 * size / 4)})

    small, large = (ensemble(of(16, size), runs) for size in (2.0, 80.0))
    tiny, usual = (ensemble(of(8, size), runs) for size in (0.01, 4.0))
    grown = ensemble(of(8, 16.0), runs)

    def each(e: Ensemble) -> Array:
        count = e.total("clashes", 0, 48)
        hours = e.total("conflict_hours", 0, 48)
        return np.where(count > 0, hours / np.maximum(count, 1.0), np.nan)

    return [
        asked.claim(
            "meeting",
            "mean contact of a pair, year 2, 16 members: 80 FTE each less 2 FTE each",
            "0: attention is a share",
            c.difference(large.mean("contact", 12, 24), small.mean("contact", 12, 24)),
            above=0.1,
        ),
        asked.claim(
            "clashes",
            "FTE-months that a clash takes: members of 16 FTE over members of 4 FTE",
            "4: a clash costs a share",
            c.ratio(each(grown), each(usual)),
            0.8,
            1.25,
        ),
        asked.claim(
            "tiny",
            "share that reaches phase 3 in four years: members of 4 FTE less members of .01 FTE",
            "0: size does not matter",
            c.difference(usual.productive, tiny.productive),
            above=0.05,
        ),
        asked.claim(
            "tiny value",
            "added value in months 24-48: members of 4 FTE less members of .01 FTE",
            "0: size does not matter",
            c.difference(usual.added(24, 48), tiny.added(24, 48)),
        ),
    ]


def sized(count: int, months: int = 72) -> Scenario:
    """An alliance of so many members, the grant in proportion."""
    return alter(base(months), {"members.count": count, "grant": grant(4500.0 * count / 8)})


@law("L6a", "Size: 4 to 24 members", fast=80)
def size(asked: Asked) -> list[Claim]:
    """Output a member, survival, and the ceiling."""
    runs = asked.runs
    four, twelve, many = (ensemble(sized(n), runs) for n in (4, 12, 24))

    def each(e_output: Array, members: int) -> Array:
        output: Array = e_output[:, 24:60].sum(1) / 36.0 / members
        return output

    return [
        asked.claim(
            "flat",
            "output a member and month in years 3-5: 12 members over 4 members",
            "1: flat",
            c.ratio(each(twelve.work.output, 12), each(four.work.output, 4)),
            0.667,
            1.5,
        ),
        asked.claim(
            "lives",
            "share of alliances of 24 that live in month 60",
            "",
            c.share(many.lives(60)),
            above=0.5,
        ),
        asked.claim(
            "works",
            "share that reaches phase 3: 24 members less 4",
            "0",
            c.difference(many.productive, four.productive),
            above=-0.15,
        ),
        ceiling(asked, 24, runs // 2),
        *(
            asked.claim(
                f"structure {name}",
                f"share of all pairs that meet in {name}, as it sits",
                "1: one table",
                c.exact(meeting(load(name))),
                below=0.99,
            )
            for name in ("wash-sdg", "bridging-the-gaps")
        ),
    ]


def meeting(scenario: Scenario) -> float:
    """Share of all pairs of members that meet."""
    start = begin([scenario], np.zeros(1, np.intp), np.arange(1), SEED)
    count = len(start.names)
    ties = start.ties.count - float(
        np.reshape(start.ties.apart, (start.ties.count, -1))[:, 0].sum()
    )
    return ties / (count * (count - 1))


def ceiling(asked: Asked, count: int, runs: int) -> Claim:
    """What a joint hour gives at most, with luck aside."""
    best = {
        "parameters.task_luck": 0.0,
        "start.gap": 0.0,
        "start.agreements": 1.0,
        "start.knowledge": 1.0,
        "start.trust": 1.0,
        "members.expertise": {"low": 0.0, "high": 1.0},
    }
    e = ensemble(alter(sized(count, 48), best), max(runs, 10))
    joint = np.nan_to_num(e.paths["joint_hours"])
    given = np.nan_to_num(e.paths["joint_output"])
    most = float(np.where(joint > 1e-6, given / np.maximum(joint, 1e-6), 0.0).max())
    return asked.claim(
        f"ceiling {count}",
        f"most that a joint hour gives, {count} members, luck aside",
        "1.15: full skill, quality and record",
        c.exact(most),
        below=1.15,
    )


@law("L6b", "Size: sixty members")
def sixty(asked: Asked) -> list[Claim]:
    """Sixty members in working groups."""
    runs = max(asked.runs // 4, 20)
    e = ensemble(sized(60), runs)
    return [
        asked.claim(
            "lives at 60",
            "share of alliances of 60 that live in month 60",
            "",
            c.share(e.lives(60)),
            above=0.5,
        ),
        asked.claim("works at 60", "share of 60 that reaches phase 3", "", c.share(e.productive)),
        ceiling(asked, 60, runs // 2),
    ]
