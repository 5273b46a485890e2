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

    def decide_backing(
        self, perceived: Perception, p: Lookup, results: float
    ) -> tuple[float, float]:
        """Backing in [0, 1] and results as seen in [-1, 1], after this month's results."""
        return self.model.decisions.back(perceived, p, results)  # type: ignore[return-value,arg-type]

    @property
    def backing(self) -> float:
        """Support for taking part, in [0, 1]."""
        return float(self.member.backing)

    @property
    def results_seen(self) -> float:
        """Results for own goals as it sees them, in [-1, 1]."""
        return float(self.member.results_seen)
