"""The science: an agent-based simulation of alliances of organisations.

It stands alone; what is asked of many runs is in `experiments`, what people touch in `alliance`.

>>> import sim
>>> result = sim.simulate("default", runs=2, seed=1)
>>> float(result.trust.min()) >= 0
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.moved import moved

if TYPE_CHECKING:
    from sim.agents.decisions import Decisions
    from sim.ensemble import simulate
    from sim.errors import AllianceError, ScenarioError
    from sim.mesa.member import Member
    from sim.mesa.model import AllianceModel
    from sim.model import Model
    from sim.observers.outcomes import outcomes
    from sim.observers.phases import phases
    from sim.observers.signs import signs
    from sim.results import frame, load_result, save
    from sim.scenarios import Scenario, load, shipped

_HOMES = {
    "AllianceError": "sim.errors",
    "AllianceModel": "sim.mesa.model",
    "Decisions": "sim.agents.decisions",
    "Member": "sim.mesa.member",
    "Model": "sim.model",
    "Scenario": "sim.scenarios",
    "ScenarioError": "sim.errors",
    "frame": "sim.results",
    "load": "sim.scenarios",
    "load_result": "sim.results",
    "outcomes": "sim.observers.outcomes",
    "phases": "sim.observers.phases",
    "save": "sim.results",
    "shipped": "sim.scenarios",
    "signs": "sim.observers.signs",
    "simulate": "sim.ensemble",
}

__all__ = [
    "AllianceError",
    "AllianceModel",
    "Decisions",
    "Member",
    "Model",
    "Scenario",
    "ScenarioError",
    "frame",
    "load",
    "load_result",
    "outcomes",
    "phases",
    "save",
    "shipped",
    "signs",
    "simulate",
]


_ABOVE = "cli commands compare explore notebook plots report summarise summary tables write_report"
_MOVED = moved(
    {f"sim.{name}": f"alliance.{name}" for name in _ABOVE.split()}
    | {"sim.vocabulary": "alliance.words.vocabulary"}
    | {"sim.tick": "sim.month", "sim.phasing": "sim.observers.phases"}
    | {"sim.agents.felt": "sim.agents.perception"}
)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that the command line starts at once."""
    if name not in _HOMES:
        line = _MOVED.line(f"sim.{name}") or f"module 'sim' has no attribute '{name}'"
        raise AttributeError(line)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
