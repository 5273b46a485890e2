"""Every rule has a case worked by hand, and a docstring that says where its form comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import parameters
from sim.declared import RULES

assert parameters.MECHANISMS, "reading the mechanisms makes all rules known"


@pytest.mark.parametrize("name", sorted(RULES))
def test_it_has_a_case(name: str) -> None:
    cases = Path(__file__).with_name(f"test_{name.partition('.')[0]}.py").read_text("utf-8")
    assert f"{name}(" in cases
