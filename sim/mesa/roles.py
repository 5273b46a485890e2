"""The three roles as Mesa agents: lead party, coordinator and process facilitator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from sim.arrays import Array

if TYPE_CHECKING:
    from sim.mesa.model import AllianceModel


class LeadParty(mesa.Agent):
    """The member that holds the contract and the pen (*penvoerder*).

    Args:
        model: the alliance.
        name: name of the member that leads.
    """

    model: AllianceModel

    def __init__(self, model: AllianceModel, name: str) -> None:
        super().__init__(model)
        self.name = name

    def decide_steering(self, trust: Array, authority: Array) -> Array:
        """Share of each payment that it steers to itself; see `sim.agents.coordination.steer`."""
        return self.model.decisions.steer(trust, authority)


class Coordinator(mesa.Agent):
    """The one that holds the agreements.

    Args:
        model: the alliance.
    """

    model: AllianceModel

    def __init__(self, model: AllianceModel) -> None:
        super().__init__(model)

    def decide_coordination(self, *args: Any) -> Array:
        """How far it keeps agreements alive; see `sim.agents.coordination.coordinate`."""
        return self.model.decisions.coordinate(*args)


class Facilitator(mesa.Agent):
    """The process facilitator (*procesbegeleider*), independent unless it comes from a member.

    Args:
        model: the alliance.
    """

    model: AllianceModel

    def __init__(self, model: AllianceModel) -> None:
        super().__init__(model)

    def decide_help(self, *args: Any) -> Array:
        """How it spreads its help over pairs; see `sim.agents.facilitation.facilitate`."""
        return self.model.decisions.facilitate(*args)
