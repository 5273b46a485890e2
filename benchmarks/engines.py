"""The ensemble engine against Mesa's batch_run on the same model, and against compiled rules.

    python -m benchmarks.engines [--quick]

Everything is measured in one process after the other in one run, on whatever machine this is; quote
the ratios, not the rates. Times are processor seconds of one core, except for the two processes of
Mesa, which are seconds on the clock.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Callable

import mesa
import numba
import numpy as np
from sim.rules.encounters import EncountersParameters, encounters

import sim
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study
from sim.arrays import runs_together
from sim.ensemble import batch_size, run_batch, simulate
from sim.mesa.model import AllianceModel
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record
from sim.rules.trust import TrustParameters, trust

MONTHS, MEMBERS = 120, 8


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Least processor time of a few repeats, after one that is not counted."""
    work()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def engine_rate(members: int, months: int = MONTHS) -> float:
    """Runs per second of the engine, one batch."""
    scenario = sim.load("default").replace("members.count", members).replace("length", months)
    runs = batch_size(members)
    which, numbers = np.zeros(runs, np.intp), np.arange(runs)
    return runs / seconds(lambda: run_batch([scenario], which, numbers, 1), repeats=2)


def mesa_rate(runs: int, processes: int) -> float:
    """Runs per second of mesa.batch_run on the same model; two processes by the clock."""
    start = time.process_time() if processes == 1 else time.perf_counter()
    mesa.batch_run(
        AllianceModel,
        {"scenario": "default", "seed": list(range(runs))},
        number_processes=processes,
        max_steps=MONTHS,
        display_progress=False,
    )
    end = time.process_time() if processes == 1 else time.perf_counter()
    return runs / (end - start)


@numba.njit  # type: ignore[untyped-decorator]
def compiled_encounters(effort, trusts, together, partners, span, homophily, out):  # type: ignore[no-untyped-def]
    """The rule of encounters as plain loops."""
    runs, size = effort.shape
    attention = np.empty((size, size))
    for r in range(runs):
        for i in range(size):
            whole = 0.0
            for j in range(size):
                whole += trusts[r, i, j] * together[r, i, j]
            share_sum = 0.0
            for j in range(size):
                favour = trusts[r, i, j] * together[r, i, j] / max(whole, 1e-9)
                even = together[r, i, j] / max(partners[r, i], 1.0)
                attention[i, j] = even * (1.0 - homophily) + homophily * favour
                share_sum += attention[i, j]
            reach = min(partners[r, i], effort[r, i] * span)
            for j in range(size):
                attention[i, j] = min(attention[i, j] / max(share_sum, 1e-9) * reach, 1.0)
        for i in range(size):
            for j in range(size):
                out[r, i, j] = min(attention[i, j], attention[j, i])


@numba.njit  # type: ignore[untyped-decorator]
def compiled_trust(trusts, scar, contact, kept, failed, deceit, chill, success, out):  # type: ignore[no-untyped-def]
    """The rule of trust as plain loops."""
    runs, size, _ = trusts.shape
    for r in range(runs):
        for i in range(size):
            fruit = 1.0 + 0.23 * (2.0 * success[r, i] - 1.0)
            for j in range(size):
                t = trusts[r, i, j]
                reliance = 0.28 * contact[r, i, j] * (0.12 + 0.88 * t)
                breach = failed[r, j] * (1.0 - 0.97 * t) + 4.0 * deceit[r, j]
                gain = reliance * kept[r, j] * fruit
                loss = 3.0 * reliance * breach + chill[r, i] + 0.005 * (1.0 - contact[r, i, j])
                reachable = 1.0 - scar[r, i, j]
                room = max(reachable - t, 0.0)
                out[r, i, j] = min(t + min(gain, 1.0) * room - min(loss, 1.0) * t, reachable)


def yardstick(members: int) -> tuple[float, float]:
    """Pair-updates per second of the two dearest rules: the engine's and compiled ones."""
    runs = batch_size(members)
    draw = np.random.default_rng(0).random
    whole = np.broadcast_to(1.0 - np.eye(members), (runs, members, members)).copy()
    member = [draw((runs, members)) for _ in range(6)]
    dyad = [draw((runs, members, members)) * whole for _ in range(3)]
    partners = np.full((runs, members), members - 1.0)
    effort, kept, failed, deceit, chill, success = (runs_together(x) for x in member)
    trusts, scar, contact, together = (runs_together(x) for x in (*dyad, whole))
    many = runs_together(partners)
    meeting = EncountersParameters(attention_span=12.0, homophily=0.4)
    settings = TrustParameters(
        trust_gain=0.28,
        loss_ratio=3.0,
        first_stake=0.12,
        small_wins=0.23,
        benefit_of_doubt=0.97,
        deceit_weight=4.0,
        trust_fade=0.005,
    )
    nothing = np.zeros((runs, 1, 1))

    def arrays() -> None:
        encounters(effort, trusts, together, many, nothing, meeting)
        trust(
            trusts,
            scar,
            contact,
            kept[:, None, :],
            failed[:, None, :],
            deceit[:, None, :],
            chill[..., None],
            success[..., None],
            settings,
        )

    out = np.empty((runs, members, members))

    def loops() -> None:
        compiled_encounters(member[0], dyad[0], whole, partners, 12.0, 0.4, out)
        compiled_trust(*dyad, *member[1:], out)

    updates = runs * members * (members - 1)
    times = 200
    return tuple(
        updates * times / seconds(lambda work=work: [work() for _ in range(times)])  # type: ignore[misc]
        for work in (arrays, loops)
    )


def main() -> None:
    """Measure and print; `--quick` measures less."""
    quick = "--quick" in sys.argv
    print(
        f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}, "
        f"mesa {mesa.__version__}; {MONTHS} months a run"
    )
    print(f"\n{'engine, one core':<34}{'runs/s':>9}{'pair-updates/s':>17}")
    rates = {}
    for members in (3, 8, 20, 50):
        rates[members] = engine_rate(members)
        pairs = rates[members] * MONTHS * members * (members - 1)
        print(f"  {members:>2} members{'':<22}{rates[members]:>9.0f}{pairs:>17,.0f}")
    one = mesa_rate(2 if quick else 8, 1)
    print(f"\nmesa.batch_run, {MEMBERS} members, one process{one:>9.2f} runs/s")
    print(f"engine against mesa.batch_run, one core{rates[MEMBERS] / one:>9.0f} times")
    if not quick:
        two = mesa_rate(16, 2)
        print(f"mesa.batch_run, {MEMBERS} members, two processes{two:>8.2f} runs/s")
    print(f"\n{'two dearest rules, pair-updates/s':<34}{'arrays':>14}{'compiled':>16}{'ratio':>8}")
    for members in (3, 8, 20, 50):
        ours, compiled = yardstick(members)
        print(
            f"  {members:>2} members{'':<22}{ours:>14,.0f}{compiled:>16,.0f}{ours / compiled:>8.2f}"
        )
    print(
        f"\n{'the engine against length and runs, ' + str(MEMBERS) + ' members':<44}{'runs/s':>9}"
    )
    for months in (30, 120, 480):
        print(f"  {months:>3} months, one batch{'':<22}{engine_rate(MEMBERS, months):>9.0f}")
    scenario = sim.load("default")
    for runs in (64, 512, 2048):
        rate = runs / seconds(lambda runs=runs: simulate(scenario, runs=runs, seed=1), 1)  # type: ignore[misc]
        print(f"  120 months, {runs:>4} runs labelled{'':<14}{rate:>9.0f}")
    storing(quick)


def storing(quick: bool) -> None:
    """What a sweep costs beside computing, and what a second core brings; seconds on the clock."""
    points = 4 if quick else 16
    study = Study.from_dict(
        {
            "scenario": "default",
            "replicates": 512,
            "factor": [{"path": "start.trust.mean", "low": 0.1, "high": 0.7, "levels": points}],
        }
    )
    runs = points * 512
    base = sim.load("default")
    one, numbers = np.zeros(512, np.intp), np.arange(512)

    def bare() -> None:
        for k in range(points):
            scenario = base.replace("start.trust.mean", 0.1 + 0.6 * k / (points - 1))
            outcomes_of(paths_of_record(run_batch([scenario], one, numbers, 0).values))

    def stored(workers: int) -> float:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            sweep(study, folder + "/store", workers=workers)
            return time.perf_counter() - start

    bare()
    start = time.perf_counter()
    bare()
    computing = time.perf_counter() - start
    single, double = stored(1), stored(2)
    print(
        f"\nsweep of {runs} runs: computing and outcomes alone {computing:.1f} s, stored by one "
        f"worker {single:.1f} s ({single / computing - 1:+.0%}), by two {double:.1f} s "
        f"({single / double:.2f} times as fast)"
    )


if __name__ == "__main__":
    main()
