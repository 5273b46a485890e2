"""What `import alliance` and `import sim` offer is there, whatever was imported before."""

from __future__ import annotations

import pkgutil
from types import ModuleType

import pytest

import alliance
import sim


@pytest.mark.parametrize("door", [alliance, sim])
def test_no_name_of_the_door_is_hidden_by_a_module(door: ModuleType) -> None:
    modules = {module.name for module in pkgutil.iter_modules(door.__path__)}
    assert not modules & set(door.__all__)
    assert all(hasattr(door, name) for name in door.__all__)
