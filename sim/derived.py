"""What follows from traits and state, and changes only when members do."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.arrays import Array, rms_distance, runs_together, total
from sim.declared import Value
from sim.rules import production
from sim.state import State, Traits
from sim.ties import Ties

LEAST_ALONE = 0.01
"""Least that an hour of own work gives, so that shares of it are defined; numerical."""


@dataclass(frozen=True)
class Derived:
    """What follows from traits and state, and changes only when members do.

    Attributes:
        ties: who meets whom.
        active: (runs, N) the mask of active members.
        count: (runs,) number of active members.
        together: (runs, E) mask of ties between active members.
        partners: (runs, N) number of partners of an active member that it meets, else 0.
        meeting: (runs,) number of active members that have partners.
        value_distance, view_distance, expertise_distance: (runs, E) differences in norms and values, in
            strategic views and in expertise, in [0, 1].
        alone: (runs, N) what an hour of a member's own work gives, with the quality that it came with.
        potential: (runs, N) what a joint hour with full role division would give a member, against one
            apart.
    """

    ties: Ties
    active: Array
    count: Array
    together: Array
    partners: Array
    value_distance: Array
    view_distance: Array
    expertise_distance: Array
    alone: Array
    potential: Array

    @classmethod
    def of(cls, traits: Traits, state: State, ties: Ties, power: Value) -> Derived:
        """Compute all of it.

        Args:
            traits, state: the batch.
            ties: who meets whom.
            power: how strongly full role division works, see
                `sim.rules.production.ProductionParameters.division_power`.
        """
        alone = traits.own_quality * production.alone(
            traits.expertise, traits.needs[..., None, :], traits.hardness[..., None]
        )
        blank = cls(
            ties=ties,
            active=np.zeros_like(state.active),
            count=state.fund,
            together=state.trust,
            partners=state.active,
            value_distance=_between(traits.values, ties),
            view_distance=_between(traits.goals, ties),
            expertise_distance=_between(traits.expertise, ties),
            alone=np.maximum(alone, LEAST_ALONE),
            potential=np.ones_like(state.active),
        )
        return blank.after_change(traits, state, power)

    def after_change(self, traits: Traits, state: State, power: Value) -> Derived:
        """What follows after members came or went; who they are has not changed.

        Args:
            traits, state: the batch.
            power: as for `of`.
        """
        ties, active = self.ties, state.active
        together = ties.of_source(active) * ties.of_target(active) * ties.meets(state.runs)
        return replace(
            self,
            active=active,
            count=total(active),
            together=together,
            partners=ties.sum_out(together),
            potential=self._potential(traits, active, power),
        )

    def _potential(self, traits: Traits, active: Array, power: Value) -> Array:
        """Anew in the runs in which members came or went."""
        changed = np.flatnonzero((active != self.active).any(axis=1))
        if not len(changed):
            return self.potential
        few = traits.of_runs(changed)
        hours = runs_together(few.capacity * active[changed])
        full = np.ones_like(hours)
        some = power[changed] if isinstance(power, np.ndarray) and power.ndim else power
        output = pooled_by_group(
            few, hours, full, full * few.own_quality, self.ties.of_runs(changed), some
        )
        potential = self.potential.copy("K")
        alone = self.alone[changed]
        potential[changed] = np.where(hours > 0.0, output / np.maximum(hours * alone, 1e-12), 1.0)
        return potential


def pooled_by_group(
    traits: Traits, hours: Array, role: Array, worth: Array, ties: Ties, power: Value
) -> Array:
    """What each member's joint hours give in its working groups, by its marginal product.

    Args:
        traits: for expertise, needs and hardness.
        hours: (runs, N) joint hours, FTE-months.
        role: (runs, N) role division, in [0, 1].
        worth: (runs, N) quality times what is not lost, in [0, 1].
        ties: who sits in which group.
        power: number or (runs, 1), see `sim.rules.production.allocate`.

    Returns:
        (runs, N) hours of full skill and quality.
    """
    needs = traits.needs[:, None, :]
    s = production.substitution(traits.hardness)
    weight = ties.at_seats(np.ones_like(hours)) * ties.weight
    share = weight / ties.at_seats(ties.from_seats(weight))
    seated = (hours, role, worth, traits.expertise)
    at = [ties.groups(ties.at_seats(values)) for values in seated]
    parts = []
    for of_hours, of_role, of_worth, skill, part in zip(*at, ties.groups(share), strict=True):
        split = production.allocate(of_hours * part, skill, of_role, needs, power)
        parts.append(production.pooled(split, skill, of_worth, needs, s)[1])
    return ties.from_seats(np.concatenate(parts, axis=1) if parts[1:] else parts[0])


def _between(vectors: Array, ties: Ties) -> Array:
    return rms_distance(ties.of_source(vectors), ties.of_target(vectors))


def mean_over_partners(values: Array, derived: Derived) -> Array:
    """Mean of what a member holds of the partners it meets; 0 for one without: (…, E) to (…, N)."""
    return derived.ties.sum_out(values * derived.together) / np.maximum(derived.partners, 1.0)


def mean_of_partners(values: Array, derived: Derived) -> Array:
    """Mean of what the partners that a member meets hold of it; 0 for one without: (…, E) to (…, N)."""
    return derived.ties.sum_in(values * derived.together) / np.maximum(derived.partners, 1.0)


def mean_over_members(values: Array, derived: Derived) -> Array:
    """Mean of a member's quantity over active members; 0 when there are none: (…, N) to (…,)."""
    return total(values * derived.active) / np.maximum(derived.count, 1.0)


def mean_over_pairs(values: Array, derived: Derived) -> Array:
    """Mean of what holds between members over members and their partners; (…, E) to (…,)."""
    return mean_over_members(mean_over_partners(values, derived), derived)
