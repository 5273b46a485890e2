"""The alliance laboratory: one door to everything that its users need.

>>> import alliance
>>> result = alliance.simulate("default", runs=2, seed=1)
>>> float(result.trust.min()) >= 0
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from alliance.tables import register

if TYPE_CHECKING:
    from alliance.in_words import describe
    from alliance.notebook import explore
    from alliance.report import write_report
    from alliance.summary import summarise
    from experiments.compare import compare
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
    "compare": "experiments.compare",
    "describe": "alliance.in_words",
    "explore": "alliance.notebook",
    "frame": "sim.results",
    "load": "sim.scenarios",
    "load_result": "sim.results",
    "outcomes": "sim.observers.outcomes",
    "phases": "sim.observers.phases",
    "save": "sim.results",
    "shipped": "sim.scenarios",
    "signs": "sim.observers.signs",
    "simulate": "sim.ensemble",
    "summarise": "alliance.summary",
    "write_report": "alliance.report",
}

__all__ = [
    "AllianceError",
    "AllianceModel",
    "Decisions",
    "Member",
    "Model",
    "Scenario",
    "ScenarioError",
    "compare",
    "describe",
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

register()


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'alliance' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
