"""Where chunks are computed: in this process, in others on this machine, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any, Protocol

from experiments.sweeps.worker import ChunkResult, ChunkTask, compute
from sim.errors import AllianceError, one_line

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


TIMEOUT = 30
"""Seconds to wait for a scheduler to answer."""


class SweepError(AllianceError):
    """A sweep cannot go on; everything that was written stays valid."""


class Pool(Protocol):
    """Computes chunks."""

    deaths: tuple[type[BaseException], ...]
    """What a future raises when the worker that had it died."""
    together: bool
    """Whether one death ends everything in flight, after which `rebuild` is needed."""

    def width(self) -> int:
        """How many chunks to keep in flight."""

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        """Start on a chunk."""

    def rebuild(self) -> None:
        """Make the pool whole after a death."""

    def stop(self, now: bool) -> None:
        """End it.

        Args:
            now: without waiting for chunks that are being computed.
        """


class Inline:
    """Computes in this process, one chunk after the other."""

    deaths: tuple[type[BaseException], ...] = ()
    together = False

    def width(self) -> int:
        """One."""
        return 1

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        """Compute a chunk; the future is done when this returns."""
        future: Future[ChunkResult] = Future()
        try:
            future.set_result(compute(spec, task))
        except Exception as error:
            future.set_exception(error)
        return future

    def rebuild(self) -> None:
        """Nothing to do."""

    def stop(self, now: bool) -> None:
        """Nothing to do."""


class Processes:
    """Processes on this machine, started anew when one dies.

    Args:
        workers: how many.
    """

    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    together = True

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._begun = self._context.Event()
        # The far end of the pipe closes when we stop, or die whatever way: then workers end at once.
        self._watched, self._alive = self._context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self.workers,
            self._context,
            initializer=_begin_worker,
            initargs=(self._watched, self._begun),
        )

    def width(self) -> int:
        """Twice the workers: none waits while we write."""
        return 2 * self.workers

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        """Start on a chunk."""
        with _interrupts_held():
            return self._executor.submit(compute, spec, task)

    def rebuild(self) -> None:
        """End what is left of the processes and start others.

        Raises:
            SweepError: when none of them ever began.
        """
        self.stop(now=True)
        if not self._begun.is_set():
            raise SweepError(
                "processes cannot start: in a script of your own, put what runs the study "
                "under  if __name__ == '__main__':  or say workers=1"
            )
        self._start()

    def stop(self, now: bool) -> None:
        """End the processes."""
        if now:
            self._alive.close()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._alive.close()
        self._watched.close()


def leave_if_starting() -> None:
    """End this process if it is a worker that only starts.

    A worker imports the script that it was started from; one that runs a study at its top level would
    start workers of its own without end.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits meanwhile; processes that are started now never see it, from their first moment."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker(watched: Connection, begun: Event) -> None:
    begun.set()
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    watched.poll(None)  # nothing is ever sent: it returns when the other end is closed
    os._exit(1)


class Given:
    """Any executor of `concurrent.futures`.

    Args:
        executor: the executor; it stays the caller's to shut down.
        workers: how many chunks it computes at a time.
    """

    deaths: tuple[type[BaseException], ...] = ()
    together = False

    def __init__(self, executor: Executor, workers: int) -> None:
        self._executor = executor
        self._workers = workers

    def width(self) -> int:
        """Twice the workers."""
        return 2 * self._workers

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        """Start on a chunk."""
        return self._executor.submit(compute, spec, task)

    def rebuild(self) -> None:
        """Not ours to do."""

    def stop(self, now: bool) -> None:
        """Not ours to do."""


class Cluster:
    """A Dask cluster.

    Args:
        scheduler: address of its scheduler, such as ``tcp://10.0.0.1:8786``, the path of a scheduler
            file, or ``local`` for a cluster on this machine.
        workers: workers of a local cluster.

    Raises:
        SweepError: when Dask is not installed or the scheduler does not answer.
    """

    deaths: tuple[type[BaseException], ...]
    together = False

    def __init__(self, scheduler: str, workers: int) -> None:
        try:
            dask: Any = import_module("distributed")
            self.deaths = (import_module("distributed.scheduler").KilledWorker,)
        except ImportError:
            raise SweepError("a cluster needs Dask: pip install 'alliance-lab[cluster]'") from None
        self._cluster: Any = None
        try:
            if scheduler == "local":
                self._cluster = dask.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None
                )
                self._client: Any = dask.Client(self._cluster)
            elif scheduler.endswith(".json"):
                self._client = dask.Client(scheduler_file=scheduler, timeout=TIMEOUT)
            else:
                self._client = dask.Client(scheduler, timeout=TIMEOUT)
        except (OSError, ValueError, TimeoutError) as error:
            raise SweepError(
                one_line(f"--scheduler {scheduler}: does not answer: {error}")
            ) from None
        # Runs are pure, but two sweeps of one study must not share futures: one may be cancelled.
        self._executor: Executor = self._client.get_executor(pure=False)
        self._width = 2
        self._looked = 0.0

    def width(self) -> int:
        """Twice the threads of all workers there are now; workers may come and go."""
        if time.monotonic() - self._looked > 2.0:
            self._width = max(2, 2 * sum(self._client.nthreads().values()))
            self._looked = time.monotonic()
        return self._width

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        """Start on a chunk; Dask gives it to another worker when one dies."""
        return self._executor.submit(compute, spec, task)

    def rebuild(self) -> None:
        """Dask does that."""

    def stop(self, now: bool) -> None:
        """Leave the cluster; end it if it is ours."""
        self._executor.shutdown(wait=not now)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes started meanwhile use one thread each for linear algebra."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
