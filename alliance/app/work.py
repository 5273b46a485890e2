"""Work that takes long, in processes of its own: progress, and a newer wish that ends the older.

Simulations run outside the server's process, so that pages stay quick and a crash is a line on one page.
Each kind of work of a page is a `Line`: what is asked last is what counts. A number shared by all processes
says which job of a line is the newest; a job looks at it whenever it tells its progress.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from sim.errors import AllianceError, one_line, shortened

MOST_LINES = 1_024
"""Lines of all pages together: some hundred pages."""

_LOOK = 0.1
"""Seconds between two looks at the progress of a job."""

Told = Callable[[int], None]
T = TypeVar("T")


class Superseded(Exception):
    """Something newer was asked, or the page was left."""


class Crashed(AllianceError):
    """The work failed in a way that its user cannot mend."""


class Workers:
    """Processes that work for all pages.

    Args:
        count: how many.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._context = multiprocessing.get_context("spawn")
        # For each line the number of its newest job, and how far that is.
        self._board: Any = self._context.RawArray("q", 2 * MOST_LINES)
        self._free = deque(range(MOST_LINES))
        self._start()

    def _start(self) -> None:
        # The far end of the pipe closes when we stop, or die whatever way: then workers end at once.
        self._watched, self._alive = self._context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self._count, self._context, _begin, (self._board, self._watched)
        )

    def warm(self) -> None:
        """Start the processes, so that the first to ask does not wait for that."""
        from experiments.sweeps.pools import one_thread_each

        with one_thread_each():
            for _ in range(self._count):
                self._executor.submit(_imports)

    def line(self) -> Line:
        """A new line of work.

        Raises:
            Crashed: when there are too many.
        """
        if not self._free:
            raise Crashed("too many pages are open; close some")
        return Line(self, self._free.popleft())

    def submit(
        self, place: int, number: int, job: Callable[..., T], args: tuple[Any, ...]
    ) -> Future[T]:
        """Start on a job."""
        try:
            return self._executor.submit(_work, place, number, job, args)
        except BrokenExecutor:
            self.stop()
            self._start()
            self.warm()
            return self._executor.submit(_work, place, number, job, args)

    def newest(self, place: int) -> int:
        """The number of the newest job of a line."""
        return int(self._board[2 * place])

    def next(self, place: int) -> int:
        """Say that a newer job is asked, which ends those before it; its number."""
        self._board[2 * place] += 1
        self._board[2 * place + 1] = 0
        return self.newest(place)

    def done(self, place: int) -> int:
        """How far the newest job of a line is."""
        return int(self._board[2 * place + 1])

    def free(self, place: int) -> None:
        """Give a line back, ending what it does."""
        self.next(place)
        self._free.append(place)

    def stop(self) -> None:
        """End the processes."""
        self._alive.close()
        self._executor.shutdown(wait=True, cancel_futures=True)


class Line:
    """One kind of work of one page.

    Args:
        workers: who does it.
        place: its place on the board.
    """

    def __init__(self, workers: Workers, place: int) -> None:
        self._workers, self._place = workers, place
        self._closed = False

    async def run(self, job: Callable[..., T], *args: Any, told: Told | None = None) -> T:
        """Do a job, ending the one before it.

        Args:
            job: a function of a module. It is also given `progress`, which it calls with how far it is now
                and then, and which raises when nobody waits for it any more.
            args: what it is called with.
            told: called with how far it is.

        Raises:
            Superseded: when something newer was asked meanwhile.
            AllianceError: what the job raises, or one line for a crash.
        """
        if self._closed:
            raise Superseded
        number = self._workers.next(self._place)
        future = self._workers.submit(self._place, number, job, args)
        waiting = asyncio.wrap_future(future)
        while True:
            ready, _ = await asyncio.wait({waiting}, timeout=_LOOK)
            if self._workers.newest(self._place) != number or self._closed:
                waiting.cancel()
                raise Superseded
            if ready:
                break
            if told:
                told(self._workers.done(self._place))
        try:
            return waiting.result()
        except (AllianceError, Superseded):
            raise
        except BrokenExecutor:
            raise Crashed("the process that computed this ended; try again") from None
        except Exception as error:
            logging.getLogger(__name__).exception("a job failed")
            why = shortened(f"{type(error).__name__}: {one_line(str(error))}", 200)
            raise Crashed(f"this could not be computed ({why})") from None

    def stop(self) -> None:
        """End what is being done."""
        if not self._closed:
            self._workers.next(self._place)

    def close(self) -> None:
        """End what is being done, for good."""
        if not self._closed:
            self._closed = True
            self._workers.free(self._place)


_BOARD: Any = None
"""In a worker: the numbers that all processes share."""


def _begin(board: Any, watched: Connection) -> None:
    global _BOARD
    _BOARD = board
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    watched.poll(None)  # nothing is ever sent: it returns when the other end is closed
    os._exit(1)


def _imports() -> None:
    import alliance.app.jobs  # noqa: F401


def _work(place: int, number: int, job: Callable[..., T], args: tuple[Any, ...]) -> T:
    def progress(done: int) -> None:
        if _BOARD[2 * place] != number:
            raise Superseded
        _BOARD[2 * place + 1] = done

    progress(0)
    return job(*args, progress=progress)
