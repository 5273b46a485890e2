"""A member's constituency as a Mesa agent: it judges, and gives or withdraws its backing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from sim.agents.perception import Perception
from sim.declared import Lookup

if TYPE_CHECKING:
    from sim.mesa.member import Member
    from sim.mesa.model import AllianceModel


class Constituency(mesa.Agent):
    """The people a member answers to at home (*achterban*).

    Args:
        model: the alliance.
        member: the member whose constituency it is.
    """

    model: AllianceModel

    def __init__(self, model: AllianceModel, member: Member) -> None:
        super().__init__(model)
        self.member = member

    def decide_backing(self, felt: Perception, p: Lookup) -> tuple[float, float]:
        """Backing and patience after this month, both in [0, 1]."""
        return self.model.decisions.back(felt, p)  # type: ignore[return-value]

    @property
    def backing(self) -> float:
        """Support for taking part, in [0, 1]."""
        return float(self.member.backing)

    @property
    def patience(self) -> float:
        """Share of its patience that is left, in [0, 1]."""
        return float(self.member.patience)
