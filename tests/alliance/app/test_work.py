"""Work in other processes: the newest counts, a crash is a line."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest

from alliance.app.work import MOST_LINES, Crashed, Superseded, Workers
from sim.errors import AllianceError


def count(to: int, *, progress) -> int:
    for k in range(to):
        progress(k)
    return to


def endless(*, progress) -> None:
    while True:
        progress(0)


def refuse(*, progress) -> None:
    raise AllianceError("this is not allowed")


def fail(*, progress) -> None:
    raise ZeroDivisionError("by\nnothing")


def die(*, progress) -> None:
    os._exit(3)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(1)
    yield made
    made.stop()


@pytest.mark.slow
def test_a_newer_wish_ends_the_older_although_there_is_one_process(workers: Workers) -> None:
    async def both() -> tuple[object, int]:
        line, other = workers.line(), workers.line()
        first = asyncio.create_task(line.run(endless))
        await asyncio.sleep(0.3)
        second = asyncio.create_task(line.run(count, 10))
        done = await asyncio.gather(first, return_exceptions=True), await second
        assert await other.run(count, 3) == 3
        line.close()
        other.close()
        return done

    ended, found = asyncio.run(both())
    assert isinstance(ended[0], Superseded)
    assert found == 10


@pytest.mark.slow
def test_what_goes_wrong_is_one_line_and_the_next_job_works(workers: Workers) -> None:
    async def all_of_them() -> None:
        line = workers.line()
        with pytest.raises(AllianceError, match=r"^this is not allowed$"):
            await line.run(refuse)
        with pytest.raises(Crashed, match=r"ZeroDivisionError: by\\nnothing"):
            await line.run(fail)
        with pytest.raises(Crashed, match="ended; try again"):
            await line.run(die)
        assert await line.run(count, 2) == 2
        line.stop()
        assert await line.run(count, 2) == 2
        line.close()
        with pytest.raises(Superseded):
            await line.run(count, 2)

    asyncio.run(all_of_them())


def test_lines_are_given_back(workers: Workers) -> None:
    for _ in range(2):
        lines = [workers.line() for _ in range(MOST_LINES)]
        with pytest.raises(Crashed, match="too many pages"):
            workers.line()
        for line in lines:
            line.close()
