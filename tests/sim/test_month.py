"""The month as a typed flow: what it must not be possible to get wrong, and what must move."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.declared import STEPS
from sim.ensemble import Batch
from sim.month import month
from sim.odd import schedule
from sim.start import begin
from sim.state import STATE
from sim.traits import TRAITS

ROOT = Path(sim.__file__).parents[1]
MYPY = (
    *(sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")),
    *("--cache-dir", str(ROOT / ".mypy_cache" / "copies")),
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the type checker says of copies with one mistake each."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "sim", copy / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    page = (ROOT / "sim" / "month.py").read_text("utf-8")
    lines = page.splitlines(keepends=True)
    first, second = (
        next(k for k, line in enumerate(lines) if line.strip().startswith(start))
        for start in ("tensions = ", "table = ")
    )
    lines[first], lines[second] = lines[second], lines[first]
    rule = (ROOT / "sim" / "rules" / "learning.py").read_text("utf-8")
    for name, text in {
        "month_swapped": "".join(lines),
        "month_forgets": page.replace("        scar=conduct.scar,\n", ""),
        "rules/misspelt": rule.replace("p.knowledge_fade", "p.knowlege_fade"),
    }.items():
        assert text not in (page, rule)
        (copy / "sim" / f"{name}.py").write_text(text, "utf-8")
    wrong = ["month_swapped", "month_forgets", "rules/misspelt"]
    done = subprocess.run(
        [*MYPY, *(f"sim/{name}.py" for name in wrong)], cwd=copy, capture_output=True, text=True
    )
    return done.stdout


@pytest.mark.slow
def test_the_type_checker_sees_steps_in_a_wrong_order(checked: str) -> None:
    assert "month_swapped.py" in checked
    assert '"tensions" is used before definition' in checked


@pytest.mark.slow
def test_the_type_checker_sees_a_variable_that_the_next_state_forgets(checked: str) -> None:
    assert 'Missing named argument "scar" for "State"' in checked or (
        'Missing positional argument "scar"' in checked
    ), checked


@pytest.mark.slow
def test_the_type_checker_sees_a_misspelt_parameter(checked: str) -> None:
    assert '"LearningParameters" has no attribute "knowlege_fade"' in checked


def batch() -> Batch:
    """Alliances in which all mechanisms have something to do, and nothing comes from outside."""
    tight = sim.load("default").replace("grant[1].amount", 1500).replace("division", "power")
    tight = tight.replace("grant[1].months", 24).replace("grant[1].reviews", [6, 12])
    tight = tight.replace("grant[1].renewable", True).replace("parameters.renewal_base", 2)
    tight = tight.replace("parameters.review_base", -1)
    actions = [{"action": "D3", "control": 0.9}, {"action": "D9"}]
    tight = tight.replace("intervention", actions)
    return Batch(begin([tight], np.zeros(6, np.intp), np.arange(6), 3))


def test_everything_in_the_state_moves_and_what_members_are_does_not() -> None:
    many = batch()
    start, traits = many.state, many.traits
    moved = set()
    for _ in range(many.start.length):
        many.step()
        moved |= {n for n in STATE if (getattr(many.state, n) != getattr(start, n)).any()}
    assert moved == set(STATE), f"nothing moves {', '.join(sorted(set(STATE) - moved))}"
    for name in TRAITS:
        np.testing.assert_array_equal(getattr(many.traits, name), getattr(traits, name))


def test_a_month_changes_nothing_of_what_it_starts_from() -> None:
    many = batch()
    for _ in range(5):
        many.step()
    before = {name: getattr(many.state, name).copy() for name in STATE}
    given = many.inputs()
    month(given)
    for name, values in before.items():
        np.testing.assert_array_equal(getattr(given.state, name), values, err_msg=name)


def test_the_order_that_is_shown_holds_every_step_once() -> None:
    shown = [line.rsplit("`", 2)[1] for line in schedule().splitlines()]
    assert sorted(shown) == sorted(STEPS)
    assert shown[:3] == ["happen", "pay_roles", "intervene"]
