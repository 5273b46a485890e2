"""The rule that CONTRIBUTING.md shows is applied to a copy of the package, checked and run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
MYPY = (
    *(sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")),
    *("--cache-dir", str(ROOT / ".mypy_cache" / "copies")),
)


def shown() -> list[tuple[str, str, str]]:
    """File, line before which it goes (empty for a new file), and text of each part that is shown."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    parts = re.findall(
        r"^```mechanism\n# (\S+)(?: before \"([^\n]*)\")?\n(.*?)^```", page, re.M | re.S
    )
    assert len(parts) == 5
    return parts


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "sim", folder / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for file, before, text in shown():
        target = folder / file
        if not before:
            target.write_text(text, "utf-8")
            continue
        lines = target.read_text("utf-8").splitlines(keepends=True)
        [at] = [k for k, line in enumerate(lines) if line.startswith(before)]
        target.write_text("".join([*lines[:at], text, *lines[at:]]), "utf-8")
    return folder


def test_it_touches_three_files() -> None:
    assert len({file for file, _, _ in shown()}) == 3


def test_its_types_are_sound(copy: Path) -> None:
    done = subprocess.run([*MYPY, "sim/month.py"], cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


CODE = """
import sim
from sim import contract, odd
from sim.declared import RULES

print(contract.check_rule(RULES["weariness.tire"]))
short = sim.load("default").replace("length", 8)
print(contract.check_model(short))
result = sim.simulate(short, runs=3, seed=1)
off = sim.simulate(short.replace("parameters.weariness_on", 0), runs=3, seed=1)
assert float(off.weariness.std()) == 0.0 < float(result.weariness.std())
assert result.weariness.attrs["long_name"] == "how tired its staff is"
assert "weariness.tire" in odd.schedule()
assert "`weariness_rate`" in odd.parameter_table()
assert "`weariness`" in odd.state_table()
"""


def test_it_runs_keeps_the_laws_and_is_told_of(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=copy, capture_output=True, text=True, env={"PATH": ""}
    )
    assert done.returncode == 0, done.stderr
    assert "tire: bounds, pure, relabelling, batches hold" in done.stdout
    assert "all hold" in done.stdout
