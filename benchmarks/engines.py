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
from types import SimpleNamespace

import mesa
import numba
import numpy as np

import sim
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study
from sim import fast
from sim.ensemble import batch_size, run_batch, simulate
from sim.mesa.model import AllianceModel
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record
from sim.rules.meeting import MeetingParameters, attention
from sim.rules.trust import TrustParameters, believe

MONTHS, MEMBERS = 120, 8
_SETTINGS = ("meeting", "settings")
_GIVEN = ("even", "favour", "trusts", "extra", "meets", "seen", "deceit", "contact", *_SETTINGS)


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
    """Runs per second of the engine, one batch, with compiled code where there is any."""
    scenario = sim.load("default").replace("members.count", members).replace("length", months)
    runs = batch_size(members)
    which, numbers = np.zeros(runs, np.intp), np.arange(runs)
    with fast.using("wait"):
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
def compiled_attention(even, favour, trusts, extra, meets, out):  # type: ignore[no-untyped-def]
    """The rule of attention as plain loops."""
    ties, runs = trusts.shape
    for e in range(ties):
        for r in range(runs):
            weight = (even[e, r] + favour[e, r] * trusts[e, r]) * (1.0 + extra[e, r])
            out[e, r] = min(weight, 1.0) * meets[e, r]


@numba.njit  # type: ignore[untyped-decorator]
def compiled_belief(trusts, seen, deceit, contact, rate, broken, deceived, out):  # type: ignore[no-untyped-def]
    """The rule of belief in a partner as plain loops."""
    ties, runs = trusts.shape
    for e in range(ties):
        for r in range(runs):
            good = seen[e, r] * (1.0 - deceit[e, r])
            weight = broken + (1.0 - broken) * good
            weight *= 1.0 + (deceived - 1.0) * deceit[e, r]
            step = min(rate * contact[e, r] * weight, 1.0)
            out[e, r] = trusts[e, r] + step * (good - trusts[e, r])


def yardstick(members: int) -> tuple[float, float, float]:
    """Tie-updates per second of two rules on ties: as arrays, compiled from their text, as loops by hand."""
    runs, ties = batch_size(members), members * (members - 1)
    draw = np.random.default_rng(0).random
    even, favour, trusts, extra, contact = (draw((ties, runs)).T for _ in range(5))
    seen, deceit, meets = (np.round(draw((ties, runs))).T for _ in range(3))
    meeting, settings = MeetingParameters(), TrustParameters()
    numbers = (settings.trust_rate, settings.breach_weight, settings.deceit_weight)
    out = np.empty((2, ties, runs))
    given = SimpleNamespace(**{k: v for k, v in locals().items() if k in _GIVEN})

    def text(now: SimpleNamespace) -> tuple[object, object]:
        return (
            attention(now.even, now.favour, now.trusts, now.extra, now.meets, now.meeting),
            believe(now.trusts, now.seen, now.deceit, now.contact, now.settings),
        )

    compiled = fast.engine(text, members, runs)
    given_here = {name: getattr(given, name).T for name in _GIVEN if name not in _SETTINGS}

    def loops() -> tuple[object, object]:
        it = given_here
        compiled_attention(it["even"], it["favour"], it["trusts"], it["extra"], it["meets"], out[0])
        compiled_belief(it["trusts"], it["seen"], it["deceit"], it["contact"], *numbers, out[1])
        return out[0].T, out[1].T

    with fast.using("wait"):
        for _ in range(3):
            assert fast.same(text(given), compiled(given))
        assert fast.same(text(given), loops())
        times = 200
        return tuple(
            runs * ties * times / seconds(lambda work=work: [work() for _ in range(times)])  # type: ignore[misc]
            for work in (lambda: text(given), lambda: compiled(given), loops)
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
    print(
        f"\n{'two rules on ties, tie-updates/s':<34}{'text':>14}{'compiled':>14}{'by hand':>14}{'ratio':>8}"
    )
    for members in (3, 8, 20, 50):
        text, compiled, by_hand = yardstick(members)
        print(
            f"  {members:>2} members{'':<22}{text:>14,.0f}{compiled:>14,.0f}{by_hand:>14,.0f}"
            f"{compiled / by_hand:>8.2f}"
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
