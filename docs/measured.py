"""Measures what the pages on the default alliance say, and writes it into them.

`python docs/measured.py [PART ...]`: default, phases, regimes, size; all when nothing is said,
some ten minutes on one core. What a page says in words beside its tables is to be read again after it.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile

import numpy as np
from marks import fill

import sim
from alliance.cli import run_command
from experiments.phase_validity import table as regimes_table
from sim.arrays import Array
from sim.observers.intervals import mean_interval, share_interval
from sim.observers.outcomes import OUTCOMES, outcomes_of
from sim.observers.paths import paths_of
from sim.observers.signs import SIGNS, sign_peaks
from sim.scenarios import Scenario


def outcomes(scenario: Scenario, runs: int, seed: int = 1) -> dict[str, Array]:
    """Outcomes of an ensemble."""
    return outcomes_of(paths_of(sim.simulate(scenario, runs=runs, seed=seed)))


def share(values: Array) -> str:
    """A share with its 95 % interval, in percent."""
    mean, low, high = share_interval(float(values.sum()), len(values))
    return f"{100 * mean:.0f} % ({100 * low:.0f} to {100 * high:.0f})"


def average(values: Array, name: str, length: int) -> str:
    """A mean with its 95 % interval, in percent."""
    mean, low, high = mean_interval(values, *OUTCOMES[name].bounds(length))
    return f"{100 * mean:+.0f} % ({100 * low:+.0f} to {100 * high:+.0f})"


def default() -> None:
    """The summary of a thousand runs, and what start trust makes of it."""
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(said):
        run_command(["run", "default", "--runs", "1000", "--seed", "1", "--out", folder])
    summary = said.getvalue().partition("\nWritten to")[0].strip()
    lines = ["| mean trust at the start | reach phase 3 | added value, mean | goal reached |"]
    lines.append("|---|---|---|---|")
    for trust in (0.2, 0.4, 0.65, 0.8):
        scenario = sim.load("default").replace("start.trust.mean", trust)
        o = outcomes(scenario, 400)
        lines.append(
            f"| {trust:g} | {share(o['productive'])} "
            f"| {average(o['added_value'], 'added_value', scenario.length)} | {share(o['succeeded'])} |"
        )
    fill("default-run.md", {"default": f"```text\n{summary}\n```", "trust": "\n".join(lines)})


NEUTRAL = {"start.trust.mean": 0.5, "start.knowledge": 0.5, "start.agreements": 0.5}
"""A start that leans to no phase."""


def phases() -> None:
    """The order of the phases from three starts, and where each sign peaks."""
    lines = [
        "| start | reach phase 3 | of these, in the order 1-2-3 | reach phase 2 |",
        "|---|---|---|---|",
    ]
    for head, changes in (
        ("default: nothing agreed, hardly known", {}),
        ("neutral: trust, knowledge, agreements .5", NEUTRAL),
        ("old friends: trust, knowledge, agreements .7", dict.fromkeys(NEUTRAL, 0.7)),
    ):
        scenario = sim.load("default")
        for path, value in changes.items():
            scenario = scenario.replace(path, value)
        o = outcomes(scenario, 400)
        reached = o["productive"] > 0
        order = share(o["in_order"][reached]) if reached.any() else "none"
        learnt = (~np.isnan(o["time_to_learning"])).astype(np.float64)
        lines.append(f"| {head} | {share(o['productive'])} | {order} | {share(learnt)} |")
    found = sign_peaks(sim.simulate("default", runs=400, seed=1))
    signs = ["| sign | brochure | peaks in | share of bootstrap draws |", "|---|---|---|---|"]
    for k, sign in enumerate(SIGNS):
        peak = int(found.peak[k])
        sure = 100 * float(found.sureness[k, peak - 1]) if peak else 0.0
        signs.append(f"| {sign.code} {sign.name} | {sign.phase} | {peak} | {sure:.0f} % |")
    signs += ["", f"Over the {int(found.runs)} runs of 400 in which all three phases come."]
    fill("phases.md", {"order": "\n".join(lines), "signs": "\n".join(signs)})


def regimes() -> None:
    """Regimes found without time use, against phases."""
    fill("phases.md", {"regimes": regimes_table(200, 101)})


def size() -> None:
    """What alliances of each size give, the grant in proportion."""
    lines = [
        "| members | reach phase 3 | output a member and month lived | added value, mean | run on or succeed |",
        "|---|---|---|---|---|",
    ]
    for members in (2, 4, 8, 12, 20, 40):
        base = sim.load("default").replace("members.count", members)
        scenario = base.replace("grant", [{"amount": 562.5 * members, "first": 0, "months": 60}])
        o = outcomes(scenario, 200)
        each = o["output"] / (members * np.maximum(o["months"], 1))
        lines.append(
            f"| {members} | {share(o['productive'])} | {each.mean():.2f} "
            f"| {average(o['added_value'], 'added_value', scenario.length)} | {share(o['survived'])} |"
        )
    fill("evidence.md", {"size": "\n".join(lines)})


PARTS = {"default": default, "phases": phases, "regimes": regimes, "size": size}


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
