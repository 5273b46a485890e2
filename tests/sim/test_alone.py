"""The science works by itself, whatever else is called `experiments` or `alliance`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WHOLE = """
import importlib, pkgutil, sys
{before}
import sim
for module in pkgutil.walk_packages(sim.__path__, "sim."):
    importlib.import_module(module.name)
result = sim.simulate("smooth-start", runs=2, seed=1)
assert float(result.trust.min()) >= 0
sim.AllianceModel("smooth-start", seed=1).step()
assert not {{n for n, m in sys.modules.items() if m and n.split(".")[0] == "alliance"}}
"""


def run(code: str, folder: Path) -> str:
    """What a new process says of some code; its own folder comes first."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stderr


def test_it_works_beside_somebody_elses_experiments(tmp_path: Path) -> None:
    for name in ("experiments", "alliance"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise RuntimeError('not {name} of ours')")
    assert run(WHOLE.format(before=""), tmp_path) == ""


def test_it_works_without_the_other_storeys(tmp_path: Path) -> None:
    before = "sys.modules['experiments'] = sys.modules['alliance'] = None"
    assert run(WHOLE.format(before=before), tmp_path) == ""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("import sim; sim.compare", "AttributeError: sim.compare is now alliance.compare"),
        ("from sim import explore", "ImportError: sim.explore is now alliance.explore"),
        ("import sim.plots", "ImportError: sim.plots is now alliance.plots"),
        ("from sim.plots.style import look", "ImportError: sim.plots is now alliance.plots"),
        ("from sim.report import write_report", "ImportError: sim.report is now alliance.report"),
        (
            "from experiments.runner import sweep",
            "ImportError: experiments.runner is now experiments.sweeps.runner",
        ),
        (
            "from experiments.advise.advice import advise",
            "ImportError: experiments.advise is now experiments.advice",
        ),
        ("import sim; sim.compere", "AttributeError: module 'sim' has no attribute 'compere'"),
    ],
)
def test_an_old_name_is_told_the_new_one(code: str, line: str, tmp_path: Path) -> None:
    assert run(code, tmp_path).splitlines()[-1] == line
