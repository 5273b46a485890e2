"""Sweeps that are killed, stopped and spread: the results stay the same to the bit."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import experiments.sweeps.runner
from experiments.sweeps.collection import collect, digest
from experiments.sweeps.pools import Processes, SweepError
from experiments.sweeps.runner import Progress, SweepStopped, status, sweep
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study
from experiments.sweeps.worker import ChunkResult, ChunkTask, compute
from tests.experiments.conftest import small

pytestmark = pytest.mark.slow

Expected = Callable[[Study], str]

LONGER: dict[str, Any] = {"replicates": 16}
CHUNK = 4  # 24 chunks

SWEEP = """
import json, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # also when whoever started us ignores it
from experiments.sweeps.runner import SweepStopped, sweep
from experiments.sweeps.study import Study
try:
    sweep(Study.from_dict(json.loads(sys.argv[1])), sys.argv[2], workers=2, chunk=4)
except SweepStopped as stopped:
    print(stopped)
    sys.exit(130)
"""


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A sweep in a process of its own, into tmp_path, that has written two chunks."""
    words = [sys.executable, "-c", SWEEP, json.dumps(small(**LONGER).to_dict()), str(tmp_path)]
    process = subprocess.Popen(
        words,
        cwd=Path(experiments.sweeps.runner.__file__).parents[1],
        text=True,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while len(list(tmp_path.glob("checks/*.json"))) < 2:
        assert process.poll() is None, "the sweep ended too soon"
        assert time.monotonic() < until, "the sweep does not get going"
        time.sleep(0.01)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def children(pid: int) -> list[int]:
    """Processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def runs_on(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("chunk", [None, 4])
def test_two_workers_give_the_same_bytes_as_one(
    tmp_path: Path, expected: Expected, chunk: int | None
) -> None:
    assert sweep(small(**LONGER), tmp_path, workers=2, chunk=chunk).complete
    assert digest(tmp_path) == expected(small(**LONGER))


def test_killed_worker_is_replaced(tmp_path: Path, expected: Expected) -> None:
    killed = []

    def kill(now: Progress) -> None:
        if now.new and not killed:
            victim = multiprocessing.active_children()[0]
            killed.append(victim.pid)
            os.kill(victim.pid or 0, signal.SIGKILL)

    done = sweep(small(**LONGER), tmp_path, workers=2, chunk=CHUNK, progress=kill)
    assert killed
    assert (done.complete, done.failed) == (True, 0)
    assert digest(tmp_path) == expected(small(**LONGER))
    assert multiprocessing.active_children() == []


def test_ctrl_c_stops_cleanly_and_the_sweep_goes_on_later(
    tmp_path: Path, expected: Expected, apart: subprocess.Popen[str]
) -> None:
    os.killpg(apart.pid, signal.SIGINT)  # as a terminal does: everybody in front gets it
    line, _ = apart.communicate(timeout=30)
    assert apart.returncode == 130
    assert line.startswith("stopped after ")
    assert line.count("\n") == 1
    now = status(tmp_path)
    assert now.worker is None
    assert now.damaged == ()
    assert 0 < now.done < now.runs
    assert not list(tmp_path.glob("**/.*partial"))
    sweep(small(**LONGER), tmp_path, workers=1)
    assert digest(tmp_path) == expected(small(**LONGER))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
def test_kill_of_the_whole_sweep_loses_only_what_was_in_flight(
    tmp_path: Path, expected: Expected, apart: subprocess.Popen[str]
) -> None:
    workers = children(apart.pid)
    assert workers
    apart.kill()
    apart.wait()
    until = time.monotonic() + 10
    while any(runs_on(pid) for pid in workers):
        assert time.monotonic() < until, "workers are left behind"
        time.sleep(0.05)
    now = status(tmp_path)
    assert now.damaged == ()
    assert 0 < now.done < now.runs
    sweep(None, tmp_path, workers=1)
    assert digest(tmp_path) == expected(small(**LONGER))


def test_progress_counts_what_was_done_before(tmp_path: Path) -> None:
    def stop(now: Progress) -> None:
        if now.done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(SweepStopped, match="stopped after 8 of 30 runs"):
        sweep(small(), tmp_path, workers=1, chunk=CHUNK, progress=stop)
    told: list[Progress] = []
    sweep(small(), tmp_path, workers=1, progress=told.append)
    assert told[0] == Progress(8, 30, 0, 0)
    assert told[-1] == Progress(30, 30, 0, 22)
    told.clear()
    sweep(small(), tmp_path, workers=1, progress=told.append)
    assert told == [Progress(30, 30, 0, 0)]


def test_any_executor_will_do(tmp_path: Path, expected: Expected) -> None:
    with ThreadPoolExecutor(2) as executor:
        sweep(small(), tmp_path, executor=executor, chunk=CHUNK)
        assert executor.submit(int).result() == 0  # it is still open
    assert digest(tmp_path) == expected(small())


def test_executor_that_is_closed_is_told(tmp_path: Path) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(SweepError, match="no chunk can be handed out"):
        sweep(small(), tmp_path, executor=executor, chunk=CHUNK)


class Fragile:
    """A pool in threads, over one chunk of which every worker dies; it counts what is in flight."""

    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    together = True

    def __init__(self, deadly: int | None) -> None:
        self.deadly = deadly
        self.most = self.now = self.rebuilt = 0
        self.broken = False
        self._lock = threading.Lock()
        self._executor = ThreadPoolExecutor(3)

    def width(self) -> int:
        return 5

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        if self.broken:
            raise BrokenExecutor
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        future = self._executor.submit(self._work, spec, task)
        future.add_done_callback(self._landed)
        return future

    def _landed(self, future: Future[ChunkResult]) -> None:
        with self._lock:
            self.now -= 1

    def _work(self, spec: bytes, task: ChunkTask) -> ChunkResult:
        if task.chunk == self.deadly:
            self.broken = True
        if self.broken:
            raise BrokenExecutor
        return compute(spec, task)

    def rebuild(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = ThreadPoolExecutor(3)
        self.broken = False
        self.rebuilt += 1

    def stop(self, now: bool) -> None:
        self._executor.shutdown()


def test_chunk_that_kills_its_workers_is_given_up_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = Fragile(deadly=2)
    monkeypatch.setattr(experiments.sweeps.runner.Backend, "pool", lambda self, chunks: pool)
    done = sweep(small(**LONGER), tmp_path, chunk=CHUNK)
    assert (done.complete, done.failed) == (True, CHUNK)
    assert pool.rebuilt == 3
    table = collect(tmp_path)
    bad = table[table.stage.notna()]
    assert set(bad.stage) == {"worker"}
    points, runs = Store(tmp_path).layout.rows(2)
    assert list(bad.point) == list(points)
    assert list(bad.run) == list(runs)


def test_few_chunks_are_in_flight_whatever_the_size_of_the_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = Fragile(deadly=None)
    monkeypatch.setattr(experiments.sweeps.runner.Backend, "pool", lambda self, chunks: pool)
    sweep(small(**LONGER), tmp_path, chunk=1)
    assert pool.most <= pool.width()


def test_environment_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    seen = []
    sweep(
        small(),
        tmp_path,
        workers=1,
        progress=lambda now: seen.append(os.environ["OMP_NUM_THREADS"]),
    )
    assert set(seen) == {"1"}
    assert os.environ["OMP_NUM_THREADS"] == "3"
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def test_pool_of_processes_ends_at_once(tmp_path: Path) -> None:
    store = Store.create(small(**LONGER), tmp_path, CHUNK)
    pool = Processes(2)
    futures = [pool.submit(store.spec.pickled(), store.task(chunk)) for chunk in range(20)]
    futures[0].result(timeout=60)
    pool.stop(now=True)
    assert not all(f.done() and not f.cancelled() and not f.exception() for f in futures)
    assert multiprocessing.active_children() == []


def test_workers_never_see_ctrl_c_and_we_do_again(tmp_path: Path) -> None:
    store = Store.create(small(**LONGER), tmp_path, CHUNK)
    pool = Processes(1)
    pool.submit(store.spec.pickled(), store.task(0))  # not waited for: they are still starting
    (worker,) = (child for child in multiprocessing.active_children() if child.pid)
    held = next(
        line
        for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines()
        if line.startswith("SigBlk")
    )
    assert int(held.split()[1], 16) & 1 << signal.SIGINT - 1
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    pool.stop(now=True)


def test_results_that_were_cut_off_are_written_anew(tmp_path: Path) -> None:
    sweep(small(), tmp_path, workers=1)
    results = tmp_path / "results.parquet"
    whole = results.read_bytes()
    for left in (len(whole) // 2, 0):
        results.write_bytes(whole[:left])
        sweep(small(), tmp_path, workers=1)
        assert results.read_bytes() == whole


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"chunk": 0}])
def test_wrong_numbers_are_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(SweepError, match="from 1"):
        sweep(small(), tmp_path, **wrong)  # type: ignore[arg-type]


def test_a_script_without_a_guard_is_told_so_at_once(tmp_path: Path) -> None:
    script = tmp_path / "mine.py"
    script.write_text(
        'from experiments.sweeps.runner import sweep\nsweep("smoke", "store", workers=2, chunk=6)\n',
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "__name__ == '__main__'" in done.stderr.splitlines()[-1]
    assert done.stderr.count("Traceback") == 1
