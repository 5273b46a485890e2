"""Chunks on their way through a pool: handed out, taken in, and tried again when a worker dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait

from experiments.sweeps.pools import Pool, SweepError
from experiments.sweeps.store import Store
from experiments.sweeps.worker import ChunkResult, ChunkTask, failed_chunk
from sim.errors import AllianceError, one_line

_DEATHS = 3
"""Workers that may die over one chunk, the last time with nothing else in flight, before it is given
up."""


class Flow:
    """Chunks on their way through a pool, a bounded number at a time.

    Args:
        store: knows the jobs.
        pool: computes them.
        chunks: what to do.
    """

    def __init__(self, store: Store, pool: Pool, chunks: Iterator[int]) -> None:
        self._store = store
        self._pool = pool
        self._chunks = chunks
        self._spec = store.spec.pickled()
        self._again: deque[int] = deque()
        self._suspects: deque[int] = deque()
        self._deaths: dict[int, int] = {}
        self._flight: dict[Future[ChunkResult], int] = {}

    def results(self) -> Iterator[ChunkResult]:
        """Finished chunks in whatever order they come.

        Raises:
            SweepError: when a chunk could not be computed for a reason that is not in its runs.
        """
        while True:
            self._top_up()
            if not self._flight:
                return
            wait(self._flight, timeout=1.0, return_when=FIRST_COMPLETED)
            yield from self.finished()
            yield from self._handle_deaths()

    def finished(self) -> Iterator[ChunkResult]:
        """Chunks that are finished now; those whose worker died stay in flight."""
        for future in [future for future in self._flight if future.done()]:
            chunk = self._flight[future]
            try:
                result = future.result()
            except self._pool.deaths:
                continue
            except BrokenExecutor as error:
                raise SweepError(one_line(f"the workers are gone: {error}")) from error
            except CancelledError:
                raise SweepError(
                    "the scheduler was lost; the same command goes on from here"
                ) from None
            except AllianceError:
                raise
            except Exception as error:
                raise SweepError(
                    one_line(
                        f"chunk {chunk} could not be computed: {type(error).__name__}: {error}; have "
                        "all workers this package and its version?"
                    )
                ) from error
            del self._flight[future]
            yield result

    def _top_up(self) -> None:
        """Put chunks in flight. A chunk over which workers died twice flies alone."""
        if self._suspects:
            if not self._flight:
                self._launch(self._suspects.popleft())
            return
        width = self._pool.width()
        while len(self._flight) < width:
            chunk = self._again.popleft() if self._again else next(self._chunks, None)
            if chunk is None:
                return
            if not self._launch(chunk):
                return

    def _launch(self, chunk: int) -> bool:
        task = self._store.task(chunk)
        try:
            future = self._pool.submit(self._spec, task)
        except self._pool.deaths:
            future = Future()
            future.set_exception(BrokenExecutor())
            self._flight[future] = chunk
            return False
        except RuntimeError as error:
            raise SweepError(one_line(f"no chunk can be handed out: {error}")) from error
        self._flight[future] = chunk
        return True

    def _handle_deaths(self) -> Iterator[ChunkResult]:
        """Deal with chunks whose worker died: again, again alone, or given up."""
        dead = [future for future in self._flight if self._died(future)]
        if not dead:
            return
        if self._pool.together:
            self._pool.rebuild()  # which ends all that is in flight
            dead = [f for f in self._flight if not f.done() or self._died(f)]
        for future in dead:
            chunk = self._flight.pop(future)
            self._deaths[chunk] = self._deaths.get(chunk, 0) + (1 if self._pool.together else 2)
            if self._deaths[chunk] >= _DEATHS:
                yield self._give_up(chunk)
            elif self._deaths[chunk] == _DEATHS - 1:
                self._suspects.append(chunk)
            else:
                self._again.append(chunk)

    def _died(self, future: Future[ChunkResult]) -> bool:
        return (
            future.done()
            and not future.cancelled()
            and isinstance(future.exception(), self._pool.deaths)
        )

    def _give_up(self, chunk: int) -> ChunkResult:
        task: ChunkTask = self._store.task(chunk)
        return failed_chunk(self._spec, task, "worker", f"{_DEATHS} workers died over it")
