"""The member organisation as a Mesa agent: a view of its state, and its decisions as methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from sim.agents.perception import Perception
from sim.declared import MEMBERS, Lookup
from sim.state import VARIABLES
from sim.traits import TRAITS

if TYPE_CHECKING:
    from sim.mesa.constituency import Constituency
    from sim.mesa.model import AllianceModel


class Member(mesa.Agent):
    """A member organisation, with one leg in the alliance and the other at home.

    Override one of the `decide_…` methods in a subclass and give it to `AllianceModel` as
    `member_class`; everything else stays as it is. Each method gets what the member perceives (`Perception`,
    single numbers) and the model's parameters.

    Example:
        >>> from sim import AllianceModel, Member
        >>> class Workhorse(Member):
        ...     def decide_time_use(self, perceived, p):
        ...         return 0.0, 0.0, 0.0, 1.0
        >>> model = AllianceModel("smooth-start", seed=1, member_class=Workhorse)
        >>> model.step()
        >>> [member.joint for member in model.members][:2]
        [1.0, 1.0]

    Args:
        model: the alliance.
        place: its place on the axis of members.
        name: its name.
    """

    model: AllianceModel
    constituency: Constituency

    def __init__(self, model: AllianceModel, place: int, name: str) -> None:
        super().__init__(model)
        self.place = place
        self.name = name

    def decide_time_use(
        self, perceived: Perception, p: Lookup
    ) -> tuple[float, float, float, float]:
        """Divide the month over designing, learning, work apart and joint work; shares that sum to 1."""
        return self.model.decisions.time_use(perceived, p)  # type: ignore[return-value]

    def decide_voice(self, perceived: Perception, p: Lookup) -> float:
        """How much of its real interests to show, in [0, 1]."""
        return self.model.decisions.voice(perceived, p)  # type: ignore[return-value]

    def decide_claim(self, perceived: Perception, p: Lookup) -> float:
        """How much money to claim this month, kEUR, >= 0."""
        return self.model.decisions.claim(perceived, p)  # type: ignore[return-value]

    def decide_engagement(self, perceived: Perception, p: Lookup) -> float:
        """Which share of its capacity to give, in [0, 1]."""
        return self.model.decisions.engage(perceived, p)  # type: ignore[return-value]

    def decide_to_leave(self, perceived: Perception, p: Lookup, luck: float) -> bool:
        """Whether to leave, with a uniform draw for what chance has in it."""
        return bool(self.model.decisions.leave(perceived, p, luck))  # type: ignore[arg-type]

    def decide_to_stop(self, perceived: Perception, p: Lookup) -> float:
        """1 if it would rather stop the alliance than go on, else 0."""
        return self.model.decisions.would_stop(perceived, p)  # type: ignore[return-value]

    def trust_in(self, other: Member) -> float:
        """Trust in another member, in [0, 1]; NaN for one that it never meets."""
        return self._toward(other, "trust")

    def knowledge_of(self, other: Member) -> float:
        """Knowledge of another member, in [0, 1]; NaN for one that it never meets."""
        return self._toward(other, "knowledge")

    def rift_with(self, other: Member) -> float:
        """Relationship conflict with another member, in [0, 1]; NaN for one that it never meets."""
        return self._toward(other, "rift")

    def _toward(self, other: Member, name: str) -> float:
        table = self.model.ties.to_table(getattr(self.model.state, name), float("nan"))
        return float(table[0, self.place, other.place])

    def __getattr__(self, name: str) -> Any:
        """Any state variable of a member by its name in `sim.state`, as a number."""
        if name not in VARIABLES or VARIABLES[name].axes != MEMBERS:
            raise AttributeError(f"a member has no attribute '{name}'")
        of = self.model.traits if name in TRAITS else self.model.state
        return float(getattr(of, name)[0, self.place])
