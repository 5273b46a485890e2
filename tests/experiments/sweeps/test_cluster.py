"""A sweep on a Dask cluster of separate processes, one of which is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import experiments.sweeps.runner
from experiments.sweeps.collection import digest
from experiments.sweeps.pools import SweepError
from experiments.sweeps.runner import Progress, sweep
from experiments.sweeps.study import Study
from tests.experiments.conftest import small

pytestmark = pytest.mark.slow

pytest.importorskip("distributed")

LONGER = {"replicates": 16}


def dask(*words: str) -> subprocess.Popen[bytes]:
    root = Path(experiments.sweeps.runner.__file__).parents[1]
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers: the scheduler's file, and the workers."""
    file = tmp_path / "scheduler.json"
    local = ["--scheduler-file", str(file), "--host", "127.0.0.1"]
    processes = [dask("scheduler", *local, "--port", "0", "--dashboard-address", ":0")]
    until = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < until, "the scheduler does not start"
        time.sleep(0.05)
    processes += [
        dask(
            "worker",
            *local,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(tmp_path / f"worker-{k}"),
        )
        for k in range(2)
    ]
    yield str(file), processes[1:]
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_killed_dask_worker_changes_nothing(
    tmp_path: Path,
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    expected: Callable[[Study], str],
) -> None:
    scheduler, workers = cluster
    killed = []

    def kill(now: Progress) -> None:
        if now.new and not killed:
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)

    done = sweep(small(**LONGER), tmp_path / "store", scheduler=scheduler, chunk=4, progress=kill)
    assert killed
    assert (done.complete, done.failed) == (True, 0)
    assert digest(tmp_path / "store") == expected(small(**LONGER))


def test_local_cluster(tmp_path: Path, expected: Callable[[Study], str]) -> None:
    sweep(small(), tmp_path, scheduler="local", workers=1, chunk=7)
    assert digest(tmp_path) == expected(small())


def test_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.sweeps.pools.TIMEOUT", 1)
    with pytest.raises(SweepError, match="does not answer"):
        sweep(small(), tmp_path, scheduler="tcp://127.0.0.1:9")
