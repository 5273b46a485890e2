"""What a month costs as alliances grow, with working groups and round one table.

    python -m benchmarks.month [--quick]

All sizes take turns in one process, so that what else the machine does falls on all alike; quote the
ratios, not the times. The cost of a month should grow with the pairs that meet.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time

import numpy as np

from sim.ensemble import Batch, batch_size
from sim.scenarios import Scenario
from sim.start import begin

SIZES = (8, 12, 24, 48, 60)
MONTHS = 12


def alliance(members: int, groups: str) -> Scenario:
    """An alliance of so many, round one table or in working groups of about six."""
    return Scenario.from_dict(
        {
            "members": {"count": members},
            "structure": {"groups": groups},
            "grant": [{"amount": 560.0 * members}],
            "roles": {"coordinator": {"skill": 0.6}},
        }
    )


def microseconds(scenario: Scenario, runs: int) -> float:
    """Processor time of a month of one run."""
    batch = Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), 1))
    start = time.process_time()
    for _ in range(MONTHS):
        batch.step()
    return (time.process_time() - start) / MONTHS / runs * 1e6


def main() -> None:
    """Measure and print; `--quick` measures less."""
    repeats = 2 if "--quick" in sys.argv else 5
    cases = {
        (members, groups): alliance(members, groups)
        for groups in ("members", "one")
        for members in SIZES
    }
    found: dict[tuple[int, str], list[float]] = {case: [] for case in cases}
    for _ in range(repeats):
        for case, scenario in cases.items():
            found[case].append(microseconds(scenario, batch_size(case[0])))
    costs = {case: statistics.median(times) for case, times in found.items()}
    print(f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}")
    print(
        f"{'members':>8} {'seating':<10}{'ties':>6}{'us a month':>12}{'against 8':>11}{'a tie':>8}"
    )
    least = costs[8, "one"]
    for (members, groups), cost in costs.items():
        scenario = cases[members, groups]
        ties = begin([scenario], np.zeros(1, np.intp), np.arange(1), 1).ties.meets(1).sum()
        seating = "one table" if scenario.form() == "one" else "groups"
        print(
            f"{members:>8} {seating:<10}{ties:>6.0f}{cost:>12.1f}{cost / least:>11.2f}"
            f"{cost / least * 56 / ties:>8.2f}"
        )


if __name__ == "__main__":
    main()
