"""The member organisation as a Mesa agent: a view of its state, and its decisions as methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from sim.agents.perception import Perception
from sim.declared import MEMBERS, Lookup
from sim.state import TRAITS, VARIABLES

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
        ...     def decide_time_use(self, felt, p):
        ...         return 0.0, 0.0, 1.0
        >>> model = AllianceModel("smooth-start", seed=1, member_class=Workhorse)
        >>> model.step()
        >>> [member.producing for member in model.members][:2]
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

    def decide_time_use(self, felt: Perception, p: Lookup) -> tuple[float, float, float]:
        """Divide the month over designing, learning and producing; shares in [0, 1] that sum to 1."""
        return self.model.decisions.time_use(felt, p)  # type: ignore[return-value]

    def decide_voice(self, felt: Perception, p: Lookup) -> float:
        """How much of its real interests to show, in [0, 1]."""
        return self.model.decisions.voice(felt, p)  # type: ignore[return-value]

    def decide_claim(self, felt: Perception, p: Lookup) -> float:
        """How much money to claim this month, kEUR, >= 0."""
        return self.model.decisions.claim(felt, p)  # type: ignore[return-value]

    def decide_engagement(self, felt: Perception, p: Lookup) -> float:
        """Which share of its capacity to give, in [0, 1]."""
        return self.model.decisions.engage(felt, p)  # type: ignore[return-value]

    def decide_to_leave(self, felt: Perception, p: Lookup, luck: float) -> bool:
        """Whether to leave, with a uniform draw for what chance has in it."""
        return bool(self.model.decisions.leave(felt, p, luck))  # type: ignore[arg-type]

    def trust_in(self, other: Member) -> float:
        """Trust in another member, in [0, 1]."""
        return float(self.model.state.trust[0, self.place, other.place])

    def knowledge_of(self, other: Member) -> float:
        """Knowledge of another member, in [0, 1]."""
        return float(self.model.state.knowledge[0, self.place, other.place])

    def grievance_toward(self, other: Member) -> float:
        """Unresolved tension toward another member, in [0, 1]."""
        return float(self.model.state.grievance[0, self.place, other.place])

    def __getattr__(self, name: str) -> Any:
        """Any state variable of a member by its name in `sim.state`, as a number."""
        if name not in VARIABLES or VARIABLES[name].axes != MEMBERS:
            raise AttributeError(f"a member has no attribute '{name}'")
        of = self.model.traits if name in TRAITS else self.model.state
        return float(getattr(of, name)[0, self.place])
