"""The alliance laboratory: agent-based simulation of alliances of organisations.

>>> import sim
>>> result = sim.simulate("default", runs=2, seed=1)
>>> float(result.trust.min()) >= 0
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.compare import compare
    from sim.agents.decisions import Decisions
    from sim.agents.member import Member
    from sim.ensemble import simulate
    from sim.errors import AllianceError, ScenarioError
    from sim.model import AllianceModel
    from sim.notebook import explore
    from sim.observers.outcomes import outcomes
    from sim.observers.phases import phases
    from sim.observers.signs import signs
    from sim.report import write_report
    from sim.results import frame, load_result, save
    from sim.scenarios import Scenario, load, shipped
    from sim.summary import summarise

_HOMES = {
    "AllianceError": "sim.errors",
    "AllianceModel": "sim.model",
    "Decisions": "sim.agents.decisions",
    "Member": "sim.agents.member",
    "Scenario": "sim.scenarios",
    "ScenarioError": "sim.errors",
    "compare": "experiments.compare",
    "explore": "sim.notebook",
    "frame": "sim.results",
    "load": "sim.scenarios",
    "load_result": "sim.results",
    "outcomes": "sim.observers.outcomes",
    "phases": "sim.observers.phases",
    "save": "sim.results",
    "shipped": "sim.scenarios",
    "signs": "sim.observers.signs",
    "simulate": "sim.ensemble",
    "summarise": "sim.summary",
    "write_report": "sim.report",
}

__all__ = [
    "AllianceError",
    "AllianceModel",
    "Decisions",
    "Member",
    "Scenario",
    "ScenarioError",
    "compare",
    "explore",
    "frame",
    "load",
    "load_result",
    "outcomes",
    "phases",
    "save",
    "shipped",
    "signs",
    "simulate",
    "summarise",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
