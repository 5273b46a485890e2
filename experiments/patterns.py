"""The patterns that the model is judged by (P1-P14), each with a stated effect and error rate.

    python -m experiments.patterns --runs 2000          the table of docs/patterns.md

A pattern is one or more claims: a number measured on ensembles, with a 99 % interval, and what it must
exceed. Where two conditions are compared they meet the same chance (common random numbers), and the
interval is that of the paired difference. With fixed seeds the answer is always the same; had the seed
been another, a claim whose true effect is nil would pass one time in two hundred.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from experiments.ensembles import runs_of
from experiments.transitions.bimodality import sarle
from sim.arrays import Array
from sim.model import Model
from sim.observers.outcomes import GOAL, added_value_in, outcomes_of
from sim.observers.paths import Paths, grievance
from sim.observers.phases import PRODUCING, phase_path
from sim.observers.resampling import resample, rows_of
from sim.parameters import MECHANISMS
from sim.scenarios import Scenario, load
from sim.state import Bits

Z = 2.576
"""Half-width of a 99 % interval in standard errors."""


@dataclass(frozen=True)
class Claim:
    """One claim of a pattern, as measured.

    Attributes:
        pattern: its code.
        kind: emergent, structure, calibrated or report (a report claims nothing).
        text: what is measured.
        value, low, high: the effect and its 99 % interval.
        above: what the whole interval must exceed; None for a report.
    """

    pattern: str
    kind: str
    text: str
    value: float
    low: float
    high: float
    above: float | None

    @property
    def shown(self) -> bool:
        """Whether the model shows it."""
        return self.above is None or self.low > self.above


@dataclass(frozen=True)
class Ensemble:
    """Runs of one scenario, with what they came to."""

    paths: Paths
    kept: dict[str, Array]


@lru_cache(maxsize=6)
def ensemble(scenario: Scenario, runs: int, seed: int, model: Model) -> Ensemble:
    """Run a scenario; the same one is not run twice."""
    paths = runs_of(scenario, runs, seed, model)
    return Ensemble(paths, outcomes_of(paths))


def mean(pattern: str, kind: str, text: str, values: Array, above: float | None) -> Claim:
    """A claim on a mean over runs; NaN are left out."""
    there = values[~np.isnan(values)].astype(np.float64)
    half = Z * there.std(ddof=1) / np.sqrt(len(there)) if len(there) > 1 else np.inf
    centre = float(there.mean()) if len(there) else np.nan
    return Claim(pattern, kind, text, centre, centre - float(half), centre + float(half), above)


def bootstrap(
    pattern: str,
    kind: str,
    text: str,
    statistic: Callable[[Array], float],
    values: Array,
    above: float | None,
) -> Claim:
    """A claim on any statistic of the runs (the rows of `values`), by the bootstrap."""
    drawn = rows_of(resample(len(values)))
    low, high = np.nanquantile([statistic(values[own]) for own in drawn], [0.005, 0.995])
    return Claim(pattern, kind, text, statistic(values), float(low), float(high), above)


def productive_in_grant(e: Ensemble) -> Array:
    """1 where phase 3 came within 60 months and the alliance lived that long."""
    return ((e.kept["time_to_productivity"] <= 60) & (e.kept["months"] >= 60)).astype(np.float64)


def ratio(e: Ensemble, first: int, last: int) -> Array:
    """Output per own output over some months; 0 for an alliance that is gone by then."""
    return np.nan_to_num(added_value_in(e.paths, first, last), nan=-1.0) + 1.0


def failed(e: Ensemble) -> Bits:
    """Whether an alliance ended without having reached its goal."""
    ended: Bits = (e.kept["ending"] > 0) & (e.kept["ending"] != GOAL)
    return ended


def series(e: Ensemble, name: str) -> Array:
    """A variable of the alliance, or its unspoken tension; (runs, ticks)."""
    return grievance(e.paths) if name == "grievance" else e.paths[name]


def base() -> Scenario:
    """The default scenario, on which patterns are measured unless they say otherwise."""
    return load("default")


def with_events(scenario: Scenario, **tables: list[dict[str, object]]) -> Scenario:
    """The scenario with shocks or joiners."""
    return Scenario.from_dict({**scenario.to_dict(), **tables})


def p1_order(runs: int, seed: int, model: Model) -> list[Claim]:
    """Success goes through chafing, learning, productivity; a shock throws some back."""
    e = ensemble(base(), runs, seed, model)
    reached = productive_in_grant(e) > 0
    order = np.where(reached, e.kept["in_order"], np.nan)
    shocks = [
        {"kind": "director-leaves", "tick": 48, "size": 0.9, "member": f"Member {k}"}
        for k in (1, 2, 3, 4)
    ]
    shocked = ensemble(with_events(base(), shock=shocks), runs, seed, model)

    def thrown_back(x: Ensemble) -> Array:
        phase = phase_path(x.paths)
        was = phase[:, 47] == PRODUCING
        back = ((phase[:, 48:72] > 0) & (phase[:, 48:72] != PRODUCING)).any(1)
        return np.where(was, back, np.nan)

    return [
        mean("P1", "structure", "share of successes in the order 1-2-3", order, 0.9),
        mean(
            "P1",
            "structure",
            "more thrown back when four directors leave in month 48",
            thrown_back(shocked) - thrown_back(e),
            0.0,
        ),
    ]


def p2_j_curve(runs: int, seed: int, model: Model) -> list[Claim]:
    """Added value dips before it grows."""
    e = ensemble(base(), runs, seed, model)
    won = np.where(productive_in_grant(e) > 0, ratio(e, 54, 60), np.nan)
    early = np.where(productive_in_grant(e) > 0, ratio(e, 6, 12), np.nan)
    start = np.where(productive_in_grant(e) > 0, ratio(e, 0, 2), np.nan)
    month = np.where(productive_in_grant(e) > 0, e.kept["time_to_productivity"], np.nan)
    return [
        mean(
            "P2",
            "emergent",
            "productivity falls from the first months to months 6-12",
            start - early,
            0.0,
        ),
        mean("P2", "emergent", "and rises from there to months 54-60", won - early, 0.5),
        mean("P2", "calibrated", "mean month of productivity, of those that reach it", month, None),
    ]


def p3_tipping(runs: int, seed: int, model: Model) -> list[Claim]:
    """Ends are two-humped near a tipping point in initial trust, and history matters."""
    near = base().replace("start.trust.mean", 0.3).replace("start.trust.sd", 0.05)
    months = ensemble(near, runs, seed, model).kept["months"]
    # Two histories meet at the same trust: one starts low, the other is thrown back to it.
    low = base().replace("start.trust", 0.15)
    shocks = [
        {"kind": "scandal", "tick": 48, "size": 0.75, "member": f"Member {k}"} for k in range(1, 9)
    ]
    high = with_events(base().replace("start.trust", 0.6).replace("length", 84), shock=shocks)
    up, back = ensemble(low, runs, seed, model), ensemble(high, runs, seed, model)
    return [
        bootstrap(
            "P3",
            "emergent",
            "bimodality of months lived, start trust .3 (uniform: .56)",
            sarle,
            months,
            5 / 9,
        ),
        mean(
            "P3",
            "emergent",
            "productivity 30-36 months after low trust: thrown back from trust less never trusted",
            ratio(back, 78, 84) - ratio(up, 30, 36),
            0.0,
        ),
    ]


def p4_endings(runs: int, seed: int, model: Model) -> list[Claim]:
    """The hazard has a honeymoon, then a mode; success is also a way to end."""
    e = ensemble(base(), runs, seed, model)
    kept = e.kept

    def hazard(first: int, last: int) -> Array:
        at_risk = kept["months"] > first
        return np.where(at_risk, failed(e) & (kept["months"] <= last), np.nan)

    rows = np.stack([hazard(0, 24), hazard(36, 60), hazard(60, 84)], axis=1)

    def rise(x: Array) -> float:
        return float(np.nanmean(x[:, 1]) - np.nanmean(x[:, 0]))

    def fall(x: Array) -> float:
        return float(np.nanmean(x[:, 1]) - np.nanmean(x[:, 2]))

    goal = np.where(kept["ending"] > 0, kept["ending"] == GOAL, np.nan)
    return [
        bootstrap("P4", "emergent", "hazard in years 4-5 less that in years 1-2", rise, rows, 0.0),
        bootstrap("P4", "emergent", "hazard in years 4-5 less that in years 6-7", fall, rows, 0.0),
        mean("P4", "calibrated", "share of endings by success", goal, None),
    ]


def p5_differences(runs: int, seed: int, model: Model) -> list[Claim]:
    """Expertise distance helps up to a point; distance in values hurts."""

    def expertise(half: float) -> Array:
        table: object = {"low": 0.5 - half, "high": 0.5 + half} if half else 0.5
        return productive_in_grant(
            ensemble(base().replace("members.expertise", table), runs, seed, model)
        )

    def values(sd: float) -> Array:
        table = {"mean": 0.5, "sd": sd}
        return productive_in_grant(
            ensemble(base().replace("members.values", table), runs, seed, model)
        )

    return [
        mean(
            "P5",
            "emergent",
            "share productive: expertise .2 apart less none apart",
            expertise(0.2) - expertise(0.0),
            0.0,
        ),
        mean(
            "P5",
            "emergent",
            "share productive: expertise .2 apart less .5 apart",
            expertise(0.2) - expertise(0.5),
            0.0,
        ),
        mean(
            "P5",
            "emergent",
            "share productive: values .05 apart less .3 apart",
            values(0.05) - values(0.3),
            0.0,
        ),
    ]


def p6_size(runs: int, seed: int, model: Model) -> list[Claim]:
    """Size: reported, no pattern is established."""
    claims = []
    for members in (3, 5, 8, 12, 20):
        scenario = base().replace("members.count", members)
        scenario = scenario.replace("grant[1].amount", 4500 * members / 8)
        e = ensemble(scenario, min(runs, 500), seed, model)
        per_head = e.kept["output"] / e.kept["months"] / members
        claims.append(
            mean("P6", "report", f"output a month and member, {members} members", per_head, None)
        )
    return claims


def p7_asymmetry(runs: int, seed: int, model: Model) -> list[Claim]:
    """Trust is lost faster than won, small wins build it, age alone does not."""
    e = ensemble(base(), runs, seed, model)
    wins = ensemble(base().replace("start.knowledge.mean", 0.35), runs, seed, model)
    shocks = [{"kind": "scandal", "tick": 36, "size": 0.5, "member": "Member 1"}]
    hurt = ensemble(with_events(base(), shock=shocks), runs, seed, model)
    lost = e.paths["trust"][:, 36] - hurt.paths["trust"][:, 36]
    left = e.paths["trust"][:, 48] - hurt.paths["trust"][:, 48]
    change = np.diff(e.paths["trust"][:, :60], axis=1)
    fall, rise = -np.nanmin(change, axis=1), np.nanmax(change, axis=1)
    gained = np.nan_to_num(wins.paths["trust"][:, 24]) - np.nan_to_num(e.paths["trust"][:, 24])
    stuck = np.where(
        productive_in_grant(e) > 0, np.nan, e.paths["trust"][:, 30] - e.paths["trust"][:, 6]
    )
    return [
        mean("P7", "structure", "trust lost in the month of a scandal", lost, 0.0),
        mean("P7", "structure", "of which a year has not won back", left, 0.0),
        mean(
            "P7",
            "structure",
            "steepest monthly fall of trust over steepest rise",
            fall / rise,
            None,
        ),
        mean("P7", "emergent", "trust in month 24: easy early wins less none", gained, 0.0),
        mean(
            "P7",
            "report",
            "growth of trust over two years where productivity does not come",
            stuck,
            None,
        ),
    ]


def p8_friction(runs: int, seed: int, model: Model) -> list[Claim]:
    """Friction is productive only under conditions."""
    good = base().replace("members.openness.mean", 0.7).replace("start.trust.mean", 0.6)
    good = good.replace("roles.facilitator.skill", 0.8)
    bad = base().replace("members.openness.mean", 0.15).replace("start.trust.mean", 0.2)

    def effect(scenario: Scenario, name: str, month: int) -> Array:
        off = scenario.replace("parameters.conflict_on", 0)
        on, without = ensemble(scenario, runs, seed, model), ensemble(off, runs, seed, model)
        return series(on, name)[:, month] - series(without, name)[:, month]

    return [
        mean(
            "P8",
            "emergent",
            "trust in month 24 with open, trusting, facilitated conflict less without conflict",
            effect(good, "trust", 23),
            0.0,
        ),
        mean(
            "P8",
            "emergent",
            "trust in month 24 without conflict less with conflict, neither "
            "open nor trusting nor facilitated",
            -effect(bad, "trust", 23),
            0.0,
        ),
        mean(
            "P8",
            "emergent",
            "grievance added by month 24 by conflict under those bad conditions",
            effect(bad, "grievance", 23),
            0.0,
        ),
    ]


def p9_waterline(runs: int, seed: int, model: Model) -> list[Claim]:
    """Grievance kept under the table predicts breakdown better than open conflict does."""
    e = ensemble(base(), runs, seed, model)
    alive = e.kept["months"] > 24
    broke = alive & failed(e) & (e.kept["months"] <= 84)
    hidden = np.nanmean(series(e, "grievance")[:, 18:24], axis=1)
    clashes = np.nansum(e.paths["clashes"][:, :24], axis=1)
    rows = np.stack([broke, hidden, clashes], axis=1)[alive]
    return [
        bootstrap(
            "P9",
            "emergent",
            "area under the curve for breakdown by month 84: grievance in month 24",
            lambda x: area_under_curve(x[:, 0], x[:, 1]),
            rows,
            0.6,
        ),
        bootstrap(
            "P9",
            "emergent",
            "that of grievance less that of clashes so far",
            lambda x: area_under_curve(x[:, 0], x[:, 1]) - area_under_curve(x[:, 0], x[:, 2]),
            rows,
            0.0,
        ),
    ]


def area_under_curve(event: Array, score: Array) -> float:
    """Chance that a run with the event scores above one without it (Mann-Whitney)."""
    from scipy.stats import rankdata

    happened = event > 0
    n, m = int(happened.sum()), int((~happened).sum())
    if not n or not m:
        return 0.5
    return float((rankdata(score)[happened].sum() - n * (n + 1) / 2) / (n * m))


def p10_control(runs: int, seed: int, model: Model) -> list[Claim]:
    """Control and trust go together on average; neither crowds out the other."""
    none, full = (
        ensemble(base().replace("start.control", c), runs, seed, model) for c in (0.0, 1.0)
    )
    gap = np.nan_to_num(full.paths["trust"][:, 36]) - np.nan_to_num(none.paths["trust"][:, 36])
    return [mean("P10", "structure", "trust in month 36: full control less none", gap, 0.0)]


def p11_rank(runs: int, seed: int, model: Model) -> list[Claim]:
    """A pecking order has a small negative effect on average."""
    on = ensemble(base(), runs, seed, model)
    off = ensemble(base().replace("parameters.pecking_order_on", 0), runs, seed, model)
    power = base().replace("division", "power")
    steep = ensemble(power.replace("parameters.rank_power", 12), runs, seed, model)
    flat = ensemble(power.replace("parameters.rank_gain", 0), runs, seed, model)
    return [
        mean(
            "P11",
            "report",
            "added value: with a pecking order less without",
            on.kept["added_value"] - off.kept["added_value"],
            None,
        ),
        mean(
            "P11",
            "report",
            "added value where rank divides the money: steep less flat",
            steep.kept["added_value"] - flat.kept["added_value"],
            None,
        ),
    ]


def p12_dissent(runs: int, seed: int, model: Model) -> list[Claim]:
    """With no dissent, output of a united alliance decays as the outside drifts."""
    united = load("smooth-start")
    deaf = ensemble(united.replace("parameters.hearing", 0), runs, seed, model)
    hears = ensemble(united, runs, seed, model)
    return [
        mean(
            "P12",
            "emergent",
            "productivity months 36-48 less months 84-96, no dissent heard",
            ratio(deaf, 36, 48) - ratio(deaf, 84, 96),
            0.0,
        ),
        mean(
            "P12",
            "emergent",
            "productivity months 48-60: dissent heard less not heard",
            ratio(hears, 48, 60) - ratio(deaf, 48, 60),
            0.0,
        ),
    ]


def p13_blocks(runs: int, seed: int, model: Model) -> list[Claim]:
    """A strong leg at home is not bad in itself; closed blocks are."""
    content = base().to_dict()
    content["members"].pop("count")
    rows = [{"name": f"Member {k + 1}", "group": "AB"[k // 4]} for k in range(8)]
    # Each has 3 partners in its block and 4 outside: both starts have a mean trust of .4.
    inside, outside = 0.7, (7 * 0.4 - 3 * 0.7) / 4

    def started(**start: float) -> Ensemble:
        whole = {**content, "member": rows, "start": {**content["start"], "trust": 0.4, **start}}
        return ensemble(Scenario.from_dict(whole), runs, seed, model)

    blocks = started(trust_within_group=inside, trust_between_groups=outside)
    rooted = ensemble(base().replace("members.backing.mean", 0.8), runs, seed, model)
    plain = ensemble(base(), runs, seed, model)
    return [
        mean(
            "P13",
            "emergent",
            "added value: even trust less closed blocks, same mean trust",
            started().kept["added_value"] - blocks.kept["added_value"],
            0.0,
        ),
        mean(
            "P13",
            "structure",
            "share productive: strong backing at home less plain",
            productive_in_grant(rooted) - productive_in_grant(plain),
            0.0,
        ),
    ]


ABLATION: dict[str, tuple[str, int]] = {
    "actions": ("time_to_productivity", +1),
    "agreements": ("productive", -1),
    "ambition": ("clashes_bad", -1),
    "backing": ("hours_apart", -1),
    "conflict": ("added_value", +1),
    "division": ("added_value", -1),
    "engagement": ("output", +1),
    "fairness": ("break_even", -1),
    "funding": ("months_producing", -1),
    "governance": ("added_value", +1),
    "groups": ("added_value", -1),
    "learning": ("productive", -1),
    "leaving": ("output", +1),
    "meeting": ("added_value", -1),
    "outside": ("added_value", +1),
    "pecking_order": ("added_value", +1),
    "production": ("productive", -1),
    "story": ("productive", -1),
    "tension": ("productive", +1),
    "time_use": ("productive", -1),
    "trust": ("productive", -1),
    "waterline": ("added_value", +1),
}
"""Mechanism -> the outcome that must move when it is switched off, and which way. None is what the
mechanism itself moves: that it does so is true by definition. The ways are as measured, so that the
claim is that it matters, not which way."""

_POWER: dict[str, Any] = {"division": "power"}
STAKES: dict[str, dict[str, Any]] = {
    "actions": {
        "intervention": [{"action": a, "from": 0, "until": 23} for a in ("D1", "D3", "D4")]
    },
    "fairness": _POWER,
    "funding": {"grant": [{"amount": 4500, "months": 60, "renewable": True}]},
    "governance": {
        "governance": "lead",
        "roles": {**base().to_dict()["roles"], "lead": "Member 1"},
    },
    "groups": {
        "members": {**base().to_dict()["members"], "count": 16},
        "structure": {"groups": "members"},
        "grant": [{"amount": 9000, "months": 60}],
    },
    "pecking_order": _POWER,
}
"""What is changed in the default scenario, where a mechanism has nothing to do in it."""


def p14_ablation(runs: int, seed: int, model: Model) -> list[Claim]:
    """Each mechanism matters: switching it off moves a named outcome in a named direction."""
    claims = []
    for mechanism, (name, way) in ABLATION.items():
        scenario = Scenario.from_dict({**base().to_dict(), **STAKES.get(mechanism, {})})
        off = scenario.replace(f"parameters.{mechanism}_on", 0)
        there, without = (ensemble(s, runs, seed, model).kept[name] for s in (scenario, off))
        word = "up" if way > 0 else "down"
        claims.append(
            mean(
                "P14",
                "emergent",
                f"{mechanism.replace('_', ' ')} off: {name.replace('_', ' ')} {word} by",
                way * (without - there),
                0.0,
            )
        )
    return claims


PATTERNS: dict[str, Callable[[int, int, Model], list[Claim]]] = {
    "P1": p1_order,
    "P2": p2_j_curve,
    "P3": p3_tipping,
    "P4": p4_endings,
    "P5": p5_differences,
    "P6": p6_size,
    "P7": p7_asymmetry,
    "P8": p8_friction,
    "P9": p9_waterline,
    "P10": p10_control,
    "P11": p11_rank,
    "P12": p12_dissent,
    "P13": p13_blocks,
    "P14": p14_ablation,
}
"""All patterns by code; each takes a number of runs, a seed and a model."""

if set(ABLATION) != set(MECHANISMS):
    raise AssertionError("every mechanism needs its line in ABLATION")


def table(claims: list[Claim]) -> str:
    """A Markdown table of claims."""
    rows = [
        "| pattern | kind | measured | effect (99 % interval) | asked | shown |",
        "|---|---|---|---|---|---|",
    ]
    for c in claims:
        asked = "reported" if c.above is None else f"above {c.above:.2g}"
        shown = "" if c.above is None else ("yes" if c.shown else "**no**")
        rows.append(
            f"| {c.pattern} | {c.kind} | {c.text} | {c.value:+.3f} "
            f"({c.low:+.3f} to {c.high:+.3f}) | {asked} | {shown} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Measure all patterns, or only those asked for, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", default=list(PATTERNS), choices=list(PATTERNS))
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--model", metavar="MODULE:NAME", help="a model other than the shipped one")
    given = parser.parse_args()
    model = Model.load(given.model) if given.model else Model()
    claims = []
    for code in given.only:
        claims += PATTERNS[code](given.runs, given.seed, model)
    print(table(claims))


if __name__ == "__main__":
    main()
