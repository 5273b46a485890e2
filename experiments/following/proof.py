"""Whether following forecasts: simulated alliances that were held out, asked with error, then followed.

    python -m experiments.following.proof --alliances 100 --runs 300

Each alliance is a run of a shipped scenario under chance that the follower does not have. Its members are
asked at months 6, 18 and 30 as simulated respondents (rounding, silence, items that are off for all);
after each wave the follower says where the alliance stands and what comes, and is held against what did:

- *coverage*: how often bands of 50 % and 90 % hold what is true, of states now and of what comes;
- *rank histogram*: where the truth lies among the runs, flat when they are an honest sample;
- *scores*: Brier's for phase 3 and for living on, the ranked probability score for added value, against the
  same runs without answers (the unconditioned model) and against base rates over all alliances of the
  study; skill is 1 − score / score of the other.

With `--wrong` the truth comes from a model with another mechanism: coverage then, and how often the
warning notices.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from experiments.following.answers import Departure
from experiments.following.follow import AHEAD, DOUBT, Outlook, Standing, follow
from experiments.following.items import ITEMS
from experiments.following.observing import readings
from experiments.following.respondents import Respondents
from sim.arrays import Array
from sim.ensemble import Batch
from sim.observers.intervals import Interval, mean_interval
from sim.results import Record
from sim.scenarios import Scenario, load
from sim.start import begin

WAVES = (6, 18, 30)
"""Months in which members are asked."""

TRUTHS = (
    "default",
    "area-development",
    "care-and-welfare",
    "healthy-neighbourhoods",
    "labour-relations",
    "wash",
)
"""Scenarios that the held-out alliances are runs of, in turn."""

SEED = 2027
"""Of the chance of the truth; the follower's is another."""

BINS = 10
"""Of a rank histogram."""

OUTCOMES = ("lives", "productive", "gain")
"""What comes: still runs in so many months, phase 3 within them, added value over them."""


Held = tuple[list[bool], list[bool]]
"""Whether bands of 50 %, and of 90 %, held each true value."""


@dataclass
class Case:
    """One held-out alliance.

    Attributes:
        scenario: its name.
        held: by wave and item whether the bands held what was true, without and with the answers.
        ahead: by wave and outcome the truth and the runs' values, without and with the answers.
        chance: by wave how likely such answers were.
        left: by wave how many runs weighing them would leave.
    """

    scenario: str
    held: dict[int, dict[str, tuple[Held, Held]]] = field(default_factory=dict)
    ahead: dict[int, dict[str, tuple[float, Array, Array]]] = field(default_factory=dict)
    chance: dict[int, float] = field(default_factory=dict)
    left: dict[int, float] = field(default_factory=dict)


def case(
    number: int,
    *,
    runs: int,
    scenarios: Sequence[str] = TRUTHS,
    wrong: Mapping[str, float] | None = None,
    each: int = 1,
    months: int = AHEAD,
) -> Case:
    """Hold out an alliance, ask it, follow it, and see what comes.

    Args:
        number: which alliance.
        runs: that the follower has.
        scenarios: that alliances are runs of, in turn.
        wrong: parameters that the truth has and the follower does not know of.
        each: respondents of each organisation.
        months: how far what comes is looked at.
    """
    name = scenarios[number % len(scenarios)]
    scenario = load(name)
    scenario = scenario.replace("length", min(scenario.length, WAVES[-1] + months + 1))
    truth = _truth(scenario, number, wrong or {})
    people = Respondents(np.random.default_rng([SEED, number]), each, 0.05)
    done, waves, true = Case(name), [], []
    departures = []
    record = Record(truth.start)
    for tick in range(scenario.length):
        if tick in WAVES and truth.state.running[0] > 0.0:
            waves.append(people.wave(truth))
            true.append(readings(truth))
        lived = truth.state.running
        truth.step()
        record.keep(tick, truth.state, truth.flows, truth.derived, lived)
        if truth.flows.leaves.any() and truth.state.running[0] > 0.0:
            gone = np.flatnonzero(truth.flows.leaves[0] > 0.0)
            departures += [(truth.start.names[k], tick) for k in gone]
    if not waves:
        return done
    own = Outlook.of(record, 0, 0)
    last = waves[-1].tick
    known = [Departure(name, tick) for name, tick in departures if tick < last]
    found = follow(scenario, waves, known, now=last, runs=runs, seed=number)
    start = found.outlooks[0]
    for wave, standing, there, look in zip(
        waves, found.standings, true, found.outlooks[1:], strict=True
    ):
        tick = wave.tick
        done.chance[tick] = standing.fit.chance
        done.left[tick] = standing.fit.left
        done.held[tick] = _held(standing, there)
        done.ahead[tick] = {
            outcome: (
                float(_outcome(own, outcome, tick, months)[0]),
                _among_living(start, outcome, tick, months),
                _outcome(look, outcome, tick, months),
            )
            for outcome in OUTCOMES
        }
    return done


def _truth(scenario: Scenario, number: int, wrong: Mapping[str, float]) -> Batch:
    """The alliance that is held out, at its start."""
    for name, value in wrong.items():
        scenario = scenario.replace(f"parameters.{name}", value)
    return Batch(begin([scenario], np.zeros(1, np.intp), np.array([number]), SEED))


def _outcome(look: Outlook, outcome: str, tick: int, months: int) -> Array:
    """(runs,) what comes of each."""
    if outcome == "lives":
        return look.lives(tick + months - 1)
    if outcome == "productive":
        return look.productive(tick, tick + months)
    return look.gain(tick, tick + months)


def _among_living(look: Outlook, outcome: str, tick: int, months: int) -> Array:
    """The same in the unconditioned runs that live so far: that the alliance lives is no answer."""
    there = look.lives(tick - 1) > 0.0
    return _outcome(look, outcome, tick, months)[there]


def _held(standing: Standing, true: dict[str, Array]) -> dict[str, tuple[Held, Held]]:
    """Whether the bands of 50 % and 90 % hold each true value; without and with the answers."""
    found = {}
    for code in ITEMS:
        sides = []
        for told in (standing.before[code], standing.after[code]):
            values = np.broadcast_to(true[code][0], told.shape[1:])
            low, first, _, last, high = told
            # What nobody doubts, or is asked of two who do not meet, is no test of a band.
            known = ~np.isnan(values) & (high - low > 1e-6)
            inside = [(values >= a) & (values <= b) for a, b in ((first, last), (low, high))]
            sides.append((inside[0][known].tolist(), inside[1][known].tolist()))
        found[code] = (sides[0], sides[1])
    return found


@dataclass(frozen=True)
class Row:
    """What a wave gave, over all alliances that lived to it.

    Attributes:
        tick: its month.
        cases: alliances.
        half, most: by item or outcome, shares held by the bands of 50 % and 90 %: without and with answers.
        score: by outcome the mean score of base rates, the unconditioned model, and with answers.
        gain: by outcome, mean and 95 % interval of the score saved against the unconditioned model.
        histogram: (BINS,) ranks of added value among the runs.
        noticed: share of alliances whose answers were called a surprise, at this wave or before.
        left: median of the runs that weighing them would leave.
    """

    tick: int
    cases: int
    half: dict[str, tuple[float, float]]
    most: dict[str, tuple[float, float]]
    score: dict[str, tuple[float, float, float]]
    gain: dict[str, Interval]
    histogram: Array
    noticed: float
    left: float


def summarise(cases: Sequence[Case], doubt: float = DOUBT) -> list[Row]:
    """What each wave gave.

    Args:
        cases: held-out alliances.
        doubt: chance at and under which answers are called a surprise.
    """
    rows = []
    for tick in WAVES:
        there = [one for one in cases if tick in one.chance]
        if there:
            rows.append(_row(tick, there, doubt))
    return rows


def _row(tick: int, cases: Sequence[Case], doubt: float) -> Row:
    half: dict[str, tuple[float, float]] = {}
    most: dict[str, tuple[float, float]] = {}
    for code in ITEMS:
        for into, band in ((half, 0), (most, 1)):
            sides = [
                [inside for one in cases for inside in one.held[tick][code][side][band]]
                for side in (0, 1)
            ]
            into[code] = (_share(sides[0]), _share(sides[1]))
    score = {}
    gain: dict[str, Interval] = {}
    for outcome in OUTCOMES:
        given = [one.ahead[tick][outcome] for one in cases]
        truth = np.array([one[0] for one in given])
        scoring: Callable[[float, Array], float] = _crps if outcome == "gain" else _brier
        base = [scoring(t, np.delete(truth, k)) for k, t in enumerate(truth)]
        without = np.array([scoring(t, runs) for t, runs, _ in given])
        after = np.array([scoring(t, runs) for t, _, runs in given])
        score[outcome] = float(np.mean(base)), float(without.mean()), float(after.mean())
        gain[outcome] = mean_interval(without - after)
    ranks = np.array([_share_below(*one.ahead[tick]["gain"][::2]) for one in cases])
    values = [one.ahead[tick]["gain"] for one in cases]
    for into, ends in ((half, (0.25, 0.75)), (most, (0.05, 0.95))):
        into["gain"] = (
            float(np.mean([_inside(truth, runs, ends) for truth, runs, _ in values])),
            float(np.mean([_inside(truth, runs, ends) for truth, _, runs in values])),
        )
    histogram = np.histogram(ranks, BINS, (0.0, 1.0))[0].astype(np.float64)
    noticed = [any(c <= doubt for t, c in one.chance.items() if t <= tick) for one in cases]
    left = float(np.median([one.left[tick] for one in cases]))
    return Row(tick, len(cases), half, most, score, gain, histogram, float(np.mean(noticed)), left)


def _share(held: Sequence[bool]) -> float:
    return float(np.mean(held)) if held else np.nan


def _brier(truth: float, runs: Array) -> float:
    return float((runs.mean() - truth) ** 2)


def _crps(truth: float, runs: Array) -> float:
    """Continuous ranked probability score of an ensemble (Gneiting & Raftery 2007)."""
    ordered = np.sort(runs)
    count = len(ordered)
    weight = 2.0 * np.arange(1, count + 1) - count - 1.0
    return float(np.abs(ordered - truth).mean() - (weight @ ordered) / count**2)


def _inside(truth: float, runs: Array, ends: tuple[float, float]) -> float:
    low, high = np.quantile(runs, ends)
    return float(low <= truth <= high)


def _share_below(truth: float, runs: Array) -> float:
    return float((np.sum(runs < truth) + 0.5 * np.sum(runs == truth)) / len(runs))


def prove(numbers: Iterable[int], one: Callable[[int], Case], workers: int) -> list[Case]:
    """All held-out alliances, by several workers."""
    if workers < 2:
        return [one(number) for number in numbers]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(one, numbers))


def table(rows: Sequence[Row]) -> str:
    """What was found, as Markdown."""
    lines = [
        "| wave | alliances | states: 50 % | 90 % | without answers | added value: 50 % | 90 % | surprise | left |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        fifty, ninety = (np.nanmean([v[code][1] for code in ITEMS]) for v in (row.half, row.most))
        plain = np.nanmean([row.most[code][0] for code in ITEMS])
        lines.append(
            f"| month {row.tick} | {row.cases} | {fifty:.2f} | {ninety:.2f} | {plain:.2f} | "
            f"{row.half['gain'][1]:.2f} | {row.most['gain'][1]:.2f} | {row.noticed:.2f} | {row.left:.1f} |"
        )
    lines += [
        "",
        "| wave | outcome | base rates | unconditioned | with answers | skill | saved (95 %) |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        for outcome in OUTCOMES:
            base, without, after = row.score[outcome]
            mean, low, high = row.gain[outcome]
            skill = 1.0 - after / without if without else np.nan
            lines.append(
                f"| month {row.tick} | {outcome} | {base:.3f} | {without:.3f} | {after:.3f} | {skill:.2f} | "
                f"{mean:.3f} ({low:.3f} to {high:.3f}) |"
            )
    lines += [
        "",
        *(f"ranks, month {row.tick}: {row.histogram.astype(int).tolist()}" for row in rows),
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the tables of docs/following.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--alliances", type=int, default=100)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--each", type=int, default=1, help="respondents of each organisation")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--wrong", nargs="*", default=[], metavar="NAME=VALUE")
    given = parser.parse_args()
    wrong = {name: float(value) for name, _, value in (one.partition("=") for one in given.wrong)}
    one = partial(case, runs=given.runs, wrong=wrong, each=given.each)
    cases = prove(range(given.alliances), one, given.workers)
    print(table(summarise(cases)))


if __name__ == "__main__":
    main()
