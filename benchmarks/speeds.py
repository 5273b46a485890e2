"""The two speeds of the engine against each other: the text of the rules, and what is compiled from it.

    python -m benchmarks.speeds [--quick]

The two take turns in one process, so that what else the machine does falls on both alike; quote the
ratios. Times are processor seconds of whole batches, start, months and record.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time

import llvmlite
import numpy as np

from sim import fast, simulate
from sim.ensemble import batch_size, run_batch
from sim.scenarios import load

MONTHS = 120


def seconds(members: int, runs: int, mode: str) -> float:
    """Processor time of a batch."""
    scenario = load("default").replace("members.count", members).replace("length", MONTHS)
    with fast.using(mode):
        start = time.process_time()
        run_batch([scenario], np.zeros(runs, np.intp), np.arange(runs), 1)
        return time.process_time() - start


def first(runs: int) -> tuple[float, float]:
    """Clock seconds of the first and the least of later simulations of so many runs, labelled."""
    times = []
    for _ in range(12):
        start = time.perf_counter()
        simulate("default", runs=runs, seed=1)
        times.append(time.perf_counter() - start)
    return times[0], min(times[1:])


def main() -> None:
    """Measure and print; `--quick` measures less."""
    repeats = 2 if "--quick" in sys.argv else 5
    print(
        f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}, "
        f"llvmlite {llvmlite.__version__}; {MONTHS} months"
    )
    print(f"{'members':>8}{'runs':>7}{'text, runs/s':>15}{'compiled, runs/s':>18}{'ratio':>8}")
    for members in (8, 20, 50):
        runs = batch_size(members)
        seconds(members, runs, "wait")
        pairs = [[seconds(members, runs, mode) for mode in ("off", "wait")] for _ in range(repeats)]
        text, compiled = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"{members:>8}{runs:>7}{runs / text:>15.0f}{runs / compiled:>18.0f}{ratio:>8.2f}")
    cold, warm = first(200)
    print(f"200 runs of 8 members, labelled: first {cold:.2f} s, later {warm:.2f} s on the clock")


if __name__ == "__main__":
    main()
