"""How long a large sweep takes, from rates measured on this machine.

    python -m experiments.sweeps.rates [--members 3 8 20] [--length 120] [--replicates 20]

It computes one chunk of a study for each size of alliance, as a worker does, scenarios and tables
included, and prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from experiments.sweeps.design import alliance_sizes, design
from experiments.sweeps.factors import Variations
from experiments.sweeps.plan import Layout, Plan
from experiments.sweeps.study import Study
from experiments.sweeps.worker import ChunkTask, StudySpec, compute

RUNS = (10**6, 10**7, 10**8, 10**9)
CORES = (2, 32, 256, 2048)
EFFICIENCY = 0.9
"""What is left of the rate of one core when all work: an assumption, to be replaced by one's own
measurement."""


@dataclass(frozen=True)
class Rate:
    """What one core does.

    Attributes:
        members, length: size of the alliance and months.
        runs: runs a second.
        disk: bytes a run on disk.
    """

    members: int
    length: int
    runs: float
    disk: float


def measure(members: int, length: int, replicates: int) -> Rate:
    """Measure one chunk of a study of an alliance of this size, after one that is not counted.

    Args:
        members: number of members.
        length: months.
        replicates: runs at each point.
    """
    study = Study.from_dict(
        {
            "scenario": "default",
            "length": length,
            "replicates": replicates,
            "design": "sobol",
            "points": 4096,
            "factor": [
                {"path": "start.trust.mean", "low": 0.1, "high": 0.9},
                {"path": "members.goals.sd", "low": 0.05, "high": 0.3},
                {"path": "members.count", "values": [members]},
            ],
        }
    )
    axes = study.axes()
    points = design(study, axes)
    sizes = alliance_sizes(points, axes, Variations(study.base()))
    plan = Plan(()).with_block(0, 4096, 0, replicates, sizes, study.keep)
    layout = Layout(plan, sizes)
    spec = StudySpec.of(study, study.load_model()).pickled()
    spent: list[float] = []
    for chunk in (0, 1):
        ids, runs = layout.rows(chunk)
        own = sorted(set(ids.tolist()))
        task = ChunkTask(chunk, ids, runs, {name: column[own] for name, column in points.items()})
        start = time.process_time()
        result = compute(spec, task)
        spent.append(time.process_time() - start)
    disk = sum(len(table) for table in result.tables.values()) / result.runs
    return Rate(members, length, result.runs / spent[-1], disk)


def table(rates: list[Rate]) -> str:
    """The planning table in Markdown."""
    head = ["members", "months", "runs", "disk", *(f"{cores:,} cores" for cores in CORES)]
    lines = [f"| {' | '.join(head)} |", "|" + "--:|" * len(head)]
    for rate in rates:
        for runs in RUNS:
            times = [_shown(runs / (rate.runs * cores * EFFICIENCY)) for cores in CORES]
            cells = [
                str(rate.members),
                str(rate.length),
                f"{runs:.0e}".replace("e+0", "e"),
                _size(runs * rate.disk),
                *times,
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _shown(seconds: float) -> str:
    for unit, length in (("years", 365 * 86400), ("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {unit}"
    return f"{seconds:.0f} s"


def _size(count: float) -> str:
    for unit, size in (("TB", 1e12), ("GB", 1e9)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count / 1e6:,.0f} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--members", type=int, nargs="+", default=[3, 8, 20])
    parser.add_argument("--length", type=int, default=120)
    parser.add_argument("--replicates", type=int, default=20)
    given = parser.parse_args()
    rates = [measure(members, given.length, given.replicates) for members in given.members]
    for rate in rates:
        print(
            f"{rate.members} members, {rate.length} months: {rate.runs:,.0f} runs/s on one core, "
            f"{rate.disk:,.0f} bytes a run"
        )
    print(f"\n{table(rates)}")


if __name__ == "__main__":
    main()
