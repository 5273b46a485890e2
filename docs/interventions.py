"""Fills in what docs/interventions.md reports: the brochure put to the test, and an advice.

`python docs/interventions.py [--runs N] [--out FOLDER]`: some fifteen minutes with the default of 300 pairs
of runs; --runs 0 renews only the table of the nine, from the code. Writes the tables between the marks of
the page, its two pictures, and all numbers as CSV into FOLDER (default out/brochure).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from marks import fill
from matplotlib.figure import Figure

import alliance
import sim
from alliance.commands.terminal import progress
from alliance.plots.advice import actions_by_phase, advice
from alliance.plots.style import look
from experiments.advice.advise import advise, planned
from experiments.advice.brochure import NINE, PHASES, PLENTY, Verdicts, evaluate
from sim.interventions.nine import ACTIONS
from sim.observers.phases import PHASES as NAMES

PAGE = "interventions.md"
IMAGES = Path(__file__).parent / "images"

CHECKS = {
    "WASH": ("wash", {}),
    "Green Livelihoods": ("green-livelihoods", {}),
    "four times the days": ("default", {"days": 24.0}),
    "three days a month": ("default", {"facilitator": None}),
}
"""What else is looked at: the heading, the scenario, and how it differs from the main table."""


def nine() -> str:
    """What each of the nine does and takes, from the code."""
    lines = [
        "| action | in Dutch | what it does | members' time | days | without a facilitator |",
        "|---|---|---|---|---|---|",
    ]
    for code in NINE:
        one = ACTIONS[code]
        does = (one.__doc__ or "").partition(": ")[2].rstrip(".")
        lines.append(
            f"| {code} {one.name} | {one.dutch} | {does} | "
            f"{100 * one.member_effort:g} % | {one.days:g} | {100 * one.unassisted:g} % |"
        )
    return "\n".join(lines)


def effects(found: Verdicts) -> str:
    """The 9 x 3 table; in percentage points of added value."""
    heads = " | ".join(NAMES[phase].name for phase in PHASES)
    lines = [
        f"| action | {heads} | helps most where the brochure puts it? |",
        "|---|---|---|---|---|",
    ]
    for action in NINE:
        cells = []
        for phase in PHASES:
            e = found.effect(action, phase)
            cell = f"{_points(e.difference)} ({_points(e.low)} to {_points(e.high)})"
            cells.append(f"**{cell}**" if phase == ACTIONS[action].phase else cell)
        lines.append(
            f"| {action} {ACTIONS[action].name} | {' | '.join(cells)} | {verdict(found, action)} |"
        )
    trials = found.trials
    used, done = [], []
    for phase in PHASES:
        numbers = [found.number(action, phase) for action in NINE]
        used.append(sum(trials.taken(k)[0].mean() for k in numbers) / len(NINE))
        done.append(100 * trials.done(numbers[0]).mean())
    lines += [
        "",
        f"{len(trials.numbers)} pairs of runs of the default alliance, seed {trials.seed}. Of "
        f"{found.days:g} facilitator days for each action, on average "
        f"{used[0]:.1f}, {used[1]:.1f} and {used[2]:.1f} are used in phases 1, 2 and 3, which are "
        f"seen in {done[0]:.0f}, {done[1]:.0f} and {done[2]:.0f} % of the runs.",
    ]
    return "\n".join(lines)


def verdict(found: Verdicts, action: str) -> str:
    """Whether it helps most at home, and whether it helps there at all."""
    home, best = ACTIONS[action].phase, found.best(action)
    e = found.effect(action, home)
    helps = {"better": "", "worse": ", but it costs more than it brings there"}.get(
        e.verdict, ", but no gain can be told there"
    )
    match found.verdict(action):
        case "yes":
            return f"yes{helps}"
        case "no":
            return f"no: phase {best}"
        case _:
            return f"cannot tell (best mean: phase {best})"


def parts(found: Verdicts) -> str:
    """What the lever adds by phase, and what members' time alone does."""
    heads = " | ".join(f"lever in phase {phase}" for phase in PHASES)
    lines = [f"| action | {heads} | members' time alone in 1, 2, 3 |", "|---|---|---|---|---|"]
    for action in NINE:
        cells = []
        for phase in PHASES:
            e = found.lever(action, phase)
            cell = f"{_points(e.difference)} ({_points(e.low)} to {_points(e.high)})"
            cells.append(f"**{cell}**" if phase == ACTIONS[action].phase else cell)
        time = ", ".join(_points(found.costs(action, phase).difference) for phase in PHASES)
        lines.append(f"| {action} | {' | '.join(cells)} | {time} |")
    return "\n".join(lines)


def checks(found: dict[str, Verdicts]) -> str:
    """The verdict for other alliances and settings."""
    lines = [f"| action | brochure | {' | '.join(found)} |", "|---|---|" + "---|" * len(found)]
    for action in NINE:
        told = []
        for one in found.values():
            answer, best = one.verdict(action), one.best(action)
            told.append({"yes": "yes", "no": f"no: {best}"}.get(answer, f"? ({best})"))
        lines.append(f"| {action} | {ACTIONS[action].phase} | {' | '.join(told)} |")
    return "\n".join(lines)


def _points(value: float) -> str:
    return f"{100 * value:+.1f}"


def main() -> None:
    """Run, write CSV and picture, fill in the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=300, help="pairs of runs; checks get half")
    asked.add_argument("--out", type=Path, default=Path("out/brochure"))
    given = asked.parse_args()
    fill(PAGE, {"nine": nine()})
    if given.runs:
        fill(PAGE, {"advice": advised(min(given.runs, 200))})
        fill(PAGE, put(given.runs, given.out))


def advised(runs: int) -> str:
    """What `alliance advise wash --runs RUNS` says, with its picture."""
    scenario = sim.load("wash")
    with progress(planned(scenario, runs=runs), 1) as advance:
        found = advise(scenario, runs=runs, progress=advance)
    with look():
        figure = Figure(figsize=(7.5, 6.2), layout="constrained", dpi=110)
        advice(found, figure.subplots())
        figure.savefig(IMAGES / "advice-wash.png")
    return f"```text\n{alliance.describe(found)}\n```"


def put(runs: int, out: Path) -> dict[str, str]:
    """Put the brochure to the test; the tables by name."""
    few = max(runs // 2, 2)
    courses = len(NINE) * len(PHASES)
    with progress(runs * (1 + 2 * courses), 1) as advance:
        first = evaluate(sim.load("default"), runs, 1, why=True, progress=advance)
    others = {}
    for head, (name, how) in CHECKS.items():
        with progress(few * (1 + courses), 1) as advance:
            settings = {"facilitator": PLENTY, **how}
            others[head] = evaluate(sim.load(name), few, 1, progress=advance, **settings)
    every = {"default": first, **others}
    out.mkdir(parents=True, exist_ok=True)
    for head, one in every.items():
        one.frame().to_csv(out / f"{head.lower().replace(' ', '-')}.csv", index=False)
    with look():
        figure = Figure(figsize=(8.4, 4.6), layout="constrained", dpi=110)
        actions_by_phase(first.frame(), ax=figure.subplots())
        figure.savefig(IMAGES / "actions-by-phase.png")
    return {"effects": effects(first), "parts": parts(first), "checks": checks(every)}


if __name__ == "__main__":
    main()
