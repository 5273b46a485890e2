"""Plant faults one at a time and see whether a test fails: how much the tests would notice.

    python tests/faults/plant.py              all of faults.toml, two at a time
    python tests/faults/plant.py scandal      those whose description or file holds a word

Each fault of faults.toml changes one place in a copy of the code; then the tests that it names run,
first without the fault. A fault that no test notices is a survivor. One whose place is no longer in the
code, or whose tests fail without it, tells nothing, and counts as neither until somebody mends that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parents[2]
COPIED = ("sim", "experiments", "alliance", "tests", "docs", "notebooks", "README.md")
WORKERS = 2
LIMIT = 600
"""Seconds for the tests of one fault; a fault that makes them hang is noticed."""


@dataclass(frozen=True)
class Fault:
    """One place to change.

    Attributes:
        what: what is wrong then, in words.
        file: the file, from the root.
        old, new: the text that stands there once, and what replaces it.
        tests: test files, or tests in them, that should notice.
    """

    what: str
    file: str
    old: str
    new: str
    tests: list[str]


def faults(words: list[str]) -> list[Fault]:
    """The faults of faults.toml whose description or file holds all of some words."""
    content = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))
    found = [Fault(**row) for row in content["fault"]]
    return [
        fault for fault in found if all(word in fault.what or word in fault.file for word in words)
    ]


def passes(tests: list[str], copy: Path) -> bool:
    """Whether tests pass on a copy; tests that hang do not."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (0, 1):  # tests that could not be run tell nothing
        raise RuntimeError(f"{tests}: {done.stdout.decode()[-2000:]}")
    return done.returncode == 0


def noticed(fault: Fault, copy: Path, sound: dict[tuple[str, ...], bool]) -> bool | None:
    """Whether a test fails on a fault and on nothing else; None when that cannot be told.

    Args:
        fault: what to plant.
        copy: of the code, sound.
        sound: whether tests pass on sound code; what is not known yet is added.
    """
    file = copy / fault.file
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    if before.count(fault.old) != 1:
        return None
    tests = tuple(fault.tests)
    if tests not in sound:
        sound[tests] = passes(fault.tests, copy)
    if not sound[tests]:
        return None
    file.write_text(before.replace(fault.old, fault.new), encoding="utf-8")
    try:
        return not passes(fault.tests, copy)
    finally:
        file.write_text(before, encoding="utf-8")


def main(words: list[str]) -> int:
    """Plant the faults, and tell what became of each.

    Returns:
        The exit code: 1 when fewer than 95 % are noticed.
    """
    chosen = faults(words)
    copies: Queue[Path] = Queue()
    sound: dict[tuple[str, ...], bool] = {}
    with tempfile.TemporaryDirectory() as folder:
        for k in range(WORKERS):
            copy = Path(folder) / str(k)
            for name in COPIED:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(
                        source, copy / name, ignore=shutil.ignore_patterns("__pycache__")
                    )
                else:
                    shutil.copy(source, copy / name)
            shutil.copy(ROOT / "pyproject.toml", copy)
            copies.put(copy)

        def one(fault: Fault) -> bool | None:
            copy = copies.get()
            try:
                found = noticed(fault, copy, sound)
            finally:
                copies.put(copy)
            told = {True: "noticed ", False: "SURVIVED", None: "UNCLEAR "}[found]
            print(f"{told}  {fault.file}: {fault.what}", flush=True)
            return found

        with ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(one, chosen))
    planted = [result for result in results if result is not None]
    rate = sum(planted) / max(len(planted), 1)
    print(
        f"{sum(planted)} of {len(planted)} noticed, {rate:.0%}; {len(results) - len(planted)} unclear"
    )
    return 0 if planted and rate >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
