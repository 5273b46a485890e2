"""Laws of the world: money, leaving and ending, the outside, facts."""

from __future__ import annotations

import itertools

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import Ensemble, alter, base, ensemble, grant, off
from experiments.laws.law import Asked, law
from sim.arrays import Array
from sim.scenarios import Scenario, load


@law("L13a", "Money: claims, own time, renewal, resource conflict", fast=100)
def money(asked: Asked) -> list[Claim]:
    """A cut, no fund at all, a funder that renews, and a grant that ends."""
    runs = asked.runs
    lasting = alter(base(84), {"grant": grant(6300.0, 84)})
    cut = alter(lasting, {"shock": [{"kind": "budget-cut", "tick": 36, "size": 0.6}]})
    calm, less = ensemble(lasting, runs), ensemble(cut, runs)
    unfunded = ensemble(alter(base(72), {"grant": []}), runs)
    again = ensemble(alter(base(84), {"grant": grant(4500.0, 60, renewable=True)}), 2 * runs)
    ended = ensemble(base(84), runs)
    living = again.lives(59)
    record = np.where(living, again.added(24, 60), np.nan)
    renewed = again.mean("terms", 62, 66) > 1.5
    low, high = np.nanquantile(record, [1 / 3, 2 / 3])
    both = c.columns(record, renewed)

    def gain(table: Array) -> float:
        top, bottom = table[table[:, 0] >= high, 1], table[table[:, 0] <= low, 1]
        return float(top.mean() - bottom.mean())

    outlives = ended.lives(83)

    def chafe(first: int, last: int) -> Array:
        return ended.mean("tension_resources", first, last)[outlives]

    return [
        asked.claim(
            "claims adapt",
            "asked of the fund a month, two years after a cut of 60 %, over without the cut",
            "1: claims never adapt",
            c.mean(less.mean("asked", 60, 72) / calm.mean("asked", 60, 72)),
            below=0.8,
        ),
        asked.claim(
            "own time",
            "share of alliances without a fund that live in month 60",
            "0",
            c.share(unfunded.lives(60)),
            above=0.5,
        ),
        asked.claim(
            "renewal",
            "share that is renewed: best third by added value less worst third",
            "0: renewal by lot",
            c.bootstrap(gain, both),
            above=0.1,
        ),
        asked.claim(
            "chafes",
            "tension over resources in the half-year after the money ends, less the year before",
            "0",
            c.difference(chafe(60, 66), chafe(48, 60)),
            above=0.0,
        ),
        asked.claim(
            "fades",
            "the same in the second year after",
            "the jump that stayed, first edition",
            c.difference(chafe(72, 84), chafe(48, 60)),
        ),
        asked.claim(
            "fades share",
            "share of that jump that is left in the second year",
            "1: it stays",
            c.ratio(chafe(72, 84) - chafe(48, 60), chafe(60, 66) - chafe(48, 60)),
            below=0.25,
        ),
    ]


def hazard(ends: Array, failed: Array, first: int, last: int) -> float:
    """Share that fails in some months, of those that live at the first; reaching the goal is no failure."""
    at = ends >= first
    return float((at & (failed < last)).sum() / max(int(at.sum()), 1))


@law("L13b", "Hazard rises when the money ends, then falls", fast=100)
def hazards(asked: Asked) -> list[Claim]:
    """Years 5, 6 and 8 with a grant of five years, and with money that lasts."""
    runs = 3 * asked.runs  # an end is rare
    e = ensemble(base(120), runs)
    steady = ensemble(alter(base(120), {"grant": grant(9000.0, 120)}), runs)
    both = np.column_stack([e.ended(), e.failed(), steady.ended(), steady.failed()])

    def jump(table: Array, world: int, before: int, after: int) -> float:
        """Hazard a year in year 6 less that in two other years."""
        ends, failed = table[:, 2 * world], table[:, 2 * world + 1]
        return hazard(ends, failed, 60, 72) - hazard(ends, failed, before, after) / 2.0

    def rise(table: Array) -> float:
        return jump(table, 0, 36, 60)

    def fall(table: Array) -> float:
        return jump(table, 0, 84, 108)

    def null(table: Array) -> float:
        return jump(table, 1, 36, 60)

    return [
        asked.claim(
            "rises",
            "hazard a year in year 6 less years 4-5",
            "next row",
            c.bootstrap(rise, both),
            above=0.0,
        ),
        asked.claim(
            "steady",
            "the same with money that lasts",
            "0: constant hazard",
            c.bootstrap(null, both),
            -0.04,
            0.04,
            least=300,
        ),
        asked.claim(
            "falls",
            "hazard a year in year 6 less years 8-9",
            "0: constant hazard",
            c.bootstrap(fall, both),
            above=0.0,
        ),
    ]


@law("L14", "Leaving and ending", fast=300)
def leaving(asked: Asked) -> list[Claim]:
    """How many change, how many end early, and how they end."""
    e = ensemble(base(120), asked.runs)
    home = ensemble(alter(base(72), off("backing")), max(asked.runs // 3, 60))
    months = e.ended()
    ending = np.nan_to_num(e.paths["ending"]).max(1)
    rate, at_home = (
        12.0 * world.total("leaves", 0, 60) / np.maximum(world.total("members", 0, 60), 1.0)
        for world in (e, home)
    )
    three = ensemble(
        alter(base(120), {"members.count": 3, "grant": grant(4500.0 * 3 / 8)}), asked.runs
    )
    ends = np.nan_to_num(three.paths["ending"]).max(1)
    changed = e.total("leaves", 0, 48) > 0
    ended = np.isfinite(months)
    kinds = [float((ending[ended] == kind).mean()) for kind in (1, 2, 3, 4)]
    return [
        asked.claim(
            "change",
            "share of alliances of eight that lose a member within 48 months",
            "1 - (1 - a constant rate)^(8 x 48)",
            c.share(changed),
            0.25,
            0.6,
        ),
        asked.claim(
            "rate", "members that leave a year, first five years", "", c.mean(rate), 0.005, 0.06
        ),
        asked.claim(
            "home",
            "the same where no backing ever falls: reasons at home and better offers",
            "0",
            c.mean(at_home),
            above=0.003,
        ),
        asked.claim(
            "young", "share that ends in the first two years", "0", c.share(months < 24), 0.005, 0.2
        ),
        *(
            asked.claim(
                f"ends {name}",
                f"share of endings: {text}",
                "0",
                c.share(ending[ended] == kind),
                above=0.01,
            )
            for kind, name, text in (
                (2, "funds", "decided when the money has gone"),
                (3, "goal", "goal reached"),
                (4, "decision", "decided"),
            )
        ),
        asked.claim(
            "ends members",
            "share of endings of alliances of three: want of members",
            "0",
            c.share(ends[ends > 0] == 1),
            above=0.01,
        ),
        asked.claim(
            "ends members of eight",
            "the same of alliances of eight",
            "",
            c.share(ending[ended] == 1),
        ),
        asked.claim(
            "by decision",
            "share of endings by decision, with or without money",
            "",
            c.exact(kinds[1] + kinds[3]),
        ),
    ]


@law("L15", "A world outside", fast=300)
def outside(asked: Asked) -> list[Claim]:
    """What hardness, luck and the outside explain."""
    e = ensemble(base(120), asked.runs)
    live = np.where(e.lives(36), e.added(24, 60), np.nan)
    start = e.mean("trust", 23, 24)
    deaf, wide = (
        ensemble(alter(base(120), {"members.network": v}), max(asked.runs // 3, 60))
        for v in (0.05, 0.8)
    )
    still = [
        ensemble(
            alter(base(120), {"members.network": v, **off("outside")}), max(asked.runs // 3, 60)
        )
        for v in (0.05, 0.8)
    ]
    return [
        asked.claim(
            "hardness and luck",
            "share of variance of added value in years 3-5 that hardness and "
            "luck of the task explain",
            "0",
            c.bootstrap(c.explained, c.columns(live, e.hardness, e.luck)),
            above=0.1,
        ),
        asked.claim(
            "not only trust",
            "the same: trust in month 24",
            "1: success is trust",
            c.bootstrap(c.explained, c.columns(live, start)),
            below=0.5,
        ),
        asked.claim(
            "hearing",
            "added value in years 5-8: members that reach far outside less members that do not",
            "next row",
            c.difference(wide.added(48, 96), deaf.added(48, 96)),
            above=0.0,
        ),
        asked.claim(
            "nothing to hear",
            "the same where the outside does not move",
            "0",
            c.difference(still[1].added(48, 96), still[0].added(48, 96)),
            -0.02,
            0.02,
        ),
    ]


FIVE = ("wash", "get-up-speak-out", "green-livelihoods", "bridging-the-gaps", "de-versnelling")
"""The alliances that the brochure names."""
ASSUMED = ("start", "intervention", "pair", "parameters", "assumptions", "change")


def facts_only(name: str) -> Scenario:
    """A case with every assumed value at its default: its members' number, size and tiers, its money,
    its roles, structure and what happened to it stay.
    """
    content = load(name).to_dict()
    for table in ASSUMED:
        content.pop(table, None)
    members = content.pop("members", {})
    content["members"] = {k: members[k] for k in ("count", "capacity") if members.get(k)}
    for row in (*content.get("member", []), *content.get("joiner", [])):
        for key in set(row) - {"name", "group", "tick", "capacity"}:
            del row[key]
    for role in ("coordinator", "facilitator"):
        if content["roles"].get(role):
            content["roles"][role] = {
                k: v for k, v in content["roles"][role].items() if k == "member"
            }
    return Scenario.from_dict(content)


@law("L18", "Facts carry")
def facts(asked: Asked) -> list[Claim]:
    """The five alliances, assumed values at their default, pair by pair."""
    runs = max(asked.runs, 40)
    found: dict[str, Ensemble] = {name: ensemble(facts_only(name), runs) for name in FIVE}

    def outcomes(e: Ensemble) -> dict[str, Array]:
        last = min(48, e.phase.shape[1])
        return {
            "added value": e.added(12, last),
            "phase 3": (e.phase[:, :last] == 3).any(1).astype(np.float64),
            "lives": e.lives(last - 1).astype(np.float64),
            "exits a member": e.total("leaves", 0, last)
            / np.maximum(e.total("members", 0, 1), 1.0),
            "conflict": e.hours("conflict", 0, last),
        }

    told = {name: outcomes(e) for name, e in found.items()}
    out = []
    for one, other in itertools.combinations(FIVE, 2):
        apart = {k: _standardised(told[one][k], told[other][k]) for k in told[one]}
        key = max(apart, key=lambda k: apart[k].low)
        out.append(
            asked.claim(
                f"{one}, {other}",
                f"clearest difference in four years ({key}), in standard deviations",
                "0: the same but for names",
                apart[key],
                above=0.2,
            )
        )
    return out


def _standardised(one: Array, other: Array) -> c.Measured:
    """Size of the difference of two means, in standard deviations (Cohen's d).

    Bounds are for five outcomes at once (Bonferroni, 99 % in all).
    """
    one, other = one[~np.isnan(one)], other[~np.isnan(other)]
    spread = max(float(np.sqrt((one.var() + other.var()) / 2.0)), 1e-9)
    size = abs(float(one.mean() - other.mean())) / spread
    half = 3.09 * float(
        np.sqrt(1.0 / len(one) + 1.0 / len(other) + size**2 / (2.0 * (len(one) + len(other))))
    )
    return c.Measured(size, size - half, size + half, min(len(one), len(other)))
