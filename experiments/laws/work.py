"""Laws of work: what joint work gains, what a phase is, hours, size, skills and differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import (
    APART,
    CLOSED,
    IDENTICAL,
    ONE_SKILL,
    OPEN,
    SEED,
    Changes,
    Ensemble,
    alter,
    base,
    ensemble,
    grant,
    off,
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


SPECIALISTS = [
    [0.9, 0.3, 0.3, 0.3],
    [0.3, 0.9, 0.3, 0.3],
    [0.3, 0.3, 0.9, 0.3],
    [0.3, 0.3, 0.3, 0.9],
]
"""Four kinds of specialists; the task needs the four skills alike."""


def specialists(copies: int, **more: Any) -> Scenario:
    """An alliance of four kinds of specialists, so many of each."""
    names = "ABCD"
    rows = [
        {"name": f"{names[k]}{copy}", "expertise": SPECIALISTS[k]}
        for copy in range(copies)
        for k in range(4)
    ]
    changes = {"members.count": None, "member": rows, "grant": grant(2250.0 * copies)}
    return alter(base(), changes | {k.replace("__", "."): v for k, v in more.items()})


@law("L7", "A task needs skills", fast=100)
def skills(asked: Asked) -> list[Claim]:
    """Specialists, generalists, levels, duplicates, distance."""
    runs = asked.runs
    plain = ensemble(base(), runs)
    same = ensemble(alter(base(), {"members.expertise": 0.5}), runs)
    low, high = (
        ensemble(alter(base(), {"members.expertise": {"low": a, "high": a + 0.4}}), runs)
        for a in (0.1, 0.5)
    )
    poor, good = (ensemble(alter(base(), {"members.quality": q}), runs) for q in (0.5, 0.9))
    single, double = (ensemble(specialists(n), runs) for n in (1, 2))
    sole, twice = (
        ensemble(specialists(n, members__dependence=0.0, parameters__leaving_on=0.0), runs)
        for n in (1, 2)
    )
    strange = {
        "parameters.misunderstanding": 2.0,
        "parameters.quality_learning": 0.0,
        "members.quality": 0.7,
        **off("learning", "story", "leaving"),
    }
    keys = {k.replace(".", "__"): v for k, v in strange.items()}
    lost = ensemble(specialists(1, **keys), max(runs // 4, 20))
    own = lost.work.own.sum(1) / (
        lost.work.together + lost.work.apart + np.nan_to_num(lost.paths["other_hours"])
    ).sum(1)
    alone = np.nan_to_num(lost.paths["apart_output"]).sum(1) / lost.work.apart.sum(1)
    return [
        asked.claim(
            "specialists",
            "added value in years 3-5: specialists less generalists of the same mean",
            "0: skills do not matter",
            c.difference(plain.added(24, 60), same.added(24, 60)),
            0.05,
        ),
        asked.claim(
            "level",
            "output in years 3-5, FTE-months a month: skills .5 to .9 less .1 to .5",
            "0: levels do not matter",
            c.difference(high.work.output[:, 24:60].mean(1), low.work.output[:, 24:60].mean(1)),
            above=0.0,
        ),
        asked.claim(
            "quality",
            "the same: quality .9 less .5",
            "0: quality does not matter",
            c.difference(good.work.output[:, 24:60].mean(1), poor.work.output[:, 24:60].mean(1)),
            above=0.0,
        ),
        asked.claim(
            "duplicates",
            "added value in years 3-5, own money, nobody leaves: two of each specialist less one",
            "0: no synergy from duplicates",
            c.difference(twice.added(24, 60), sole.added(24, 60)),
            below=0.1,
        ),
        asked.claim(
            "duplicates insure",
            "the same with a fund that pays a coordinator, and exits",
            "",
            c.difference(double.added(24, 60), single.added(24, 60)),
        ),
        asked.claim(
            "capacity",
            "output in years 3-5: two of each specialist over one of each",
            "1: duplicates add nothing",
            c.ratio(double.work.output[:, 24:60].sum(1), single.work.output[:, 24:60].sum(1)),
            above=1.5,
        ),
        asked.claim(
            "own work",
            "what strangers lose of an hour apart, greatest over runs",
            "own output of the same hours",
            c.exact(float(np.max(1.0 - alone / own))),
            below=1e-6,
        ),
    ]


DIFFERENCES = {
    "quality": (0.65, 0.15, "added value"),
    "expertise": (0.5, 0.25, "added value"),
    "professionalism": (0.75, 0.12, "conflict"),
    "values": (0.5, 0.25, "conflict"),
    "goals": (0.55, 0.25, "conflict"),
    "dependence": (0.5, 0.25, "clashes over resources"),
}
"""The six differences of the brochure: mean, standard deviation, and the outcome that it raises by name.

Better partners lift others, and skills that differ make joint work worth it; the rest chafes."""

SETTINGS: dict[str, Changes] = {
    "plain": {},
    "open": OPEN,
    "closed": CLOSED,
    "open, other values": OPEN | APART,
}
"""Where each difference is tried; its own spread is set in each."""

FOUR = 2.807 / c.Z
"""Wider bounds: 99 % for the surest of four settings (Bonferroni)."""


@law("L8", "Six differences, six effects")
def differences(asked: Asked) -> list[Claim]:
    """Each difference alone, at the same mean, in four settings."""
    out = []
    for name, (centre, spread, outcome) in DIFFERENCES.items():
        found: dict[str, dict[str, c.Measured]] = {}
        for setting, changes in SETTINGS.items():
            much, none = (
                _outcomes(
                    ensemble(
                        alter(base(60), changes | {f"members.{name}": {"mean": centre, "sd": s}}),
                        asked.runs,
                    )
                )
                for s in (spread, 1e-3)
            )
            found[setting] = {k: _wide(c.difference(much[k], none[k])) for k in much}
        named = max(found, key=lambda s: found[s][outcome].low)
        gains = {s: m["added value"] for s, m in found.items()}
        best, worst = (
            max(gains, key=lambda s: gains[s].value),
            min(gains, key=lambda s: gains[s].value),
        )
        null = "spread of 0 at the same mean"
        out += [
            asked.claim(
                name,
                f"{outcome}: more of it where it is surest ({named})",
                null,
                found[named][outcome],
                above=0.0,
            ),
            asked.claim(
                f"{name} at best", f"added value, months 12-60 ({best})", null, gains[best]
            ),
            asked.claim(
                f"{name} at worst", f"added value, months 12-60 ({worst})", null, gains[worst]
            ),
        ]
    return out


def _outcomes(e: Ensemble) -> dict[str, Array]:
    return {
        "added value": e.added(12, 60),
        "conflict": e.hours("conflict", 0, 60),
        "clashes over resources": e.total("clashes_resources", 0, 60) / 5.0,
    }


def _wide(m: c.Measured) -> c.Measured:
    half = (m.high - m.value) * FOUR
    return c.Measured(m.value, m.value - half, m.value + half, m.runs)
