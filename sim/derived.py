"""What follows from traits and state, and changes only when members do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, Recorded, rms_distance, runs_together, total
from sim.declared import Value
from sim.rules import production
from sim.state import State
from sim.ties import Ties
from sim.traits import Traits

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
        divide_count, divide_partners: the same two, at least 1, to divide by.
        of_mean: (runs, E) weight of a tie in the mean over members and their partners.
        meeting: (runs,) number of active members that have partners.
        value_distance, view_distance, expertise_distance: (runs, E) differences in norms and values, in
            strategic views and in expertise, in [0, 1].
        skills: what members bring to their working groups.
        alone: (runs, N) what an hour of a member's own work gives, with the quality that it came with.
        potential: (runs, N) what a joint hour with full role division would give a member, against one
            apart.
    """

    ties: Ties
    active: Array
    count: Array
    together: Array
    partners: Array
    divide_count: Array
    divide_partners: Array
    of_mean: Array
    value_distance: Array
    view_distance: Array
    expertise_distance: Array
    skills: Skills
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
            divide_count=state.fund,
            divide_partners=state.active,
            of_mean=state.trust,
            value_distance=_between(traits.values, ties),
            view_distance=_between(traits.goals, ties),
            expertise_distance=_between(traits.expertise, ties),
            skills=Skills.of(traits, ties),
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
        count, partners = total(active), ties.sum_out(together)
        divide_count, divide_partners = np.maximum(count, 1.0), np.maximum(partners, 1.0)
        share = 1.0 / (divide_partners * divide_count[:, None])
        return Derived(
            ties=ties,
            active=active,
            count=count,
            together=together,
            partners=partners,
            divide_count=divide_count,
            divide_partners=divide_partners,
            of_mean=together * ties.of_source(share),
            value_distance=self.value_distance,
            view_distance=self.view_distance,
            expertise_distance=self.expertise_distance,
            skills=self.skills,
            alone=self.alone,
            potential=self._potential(traits, active, power),
        )

    def _potential(self, traits: Traits, active: Array, power: Value) -> Array:
        """Anew, at least in the runs in which members came or went."""
        if isinstance(active, Recorded):
            hours = traits.capacity * active
            return _potential(hours, traits.own_quality, self.alone, self.skills, power)
        changed = np.flatnonzero((active != self.active).any(axis=1))
        if not len(changed):
            return self.potential
        hours = runs_together((traits.capacity * active)[changed])
        quality = runs_together(traits.own_quality[changed])
        some = power[changed] if isinstance(power, np.ndarray) and power.ndim else power
        potential = self.potential.copy("K")
        skills, alone = self.skills.of_runs(changed), self.alone[changed]
        potential[changed] = _potential(hours, quality, alone, skills, some)
        return potential


def _potential(hours: Array, quality: Array, alone: Array, skills: Skills, power: Value) -> Array:
    output = skills.pooled(hours, np.ones_like(hours), quality, power)
    return np.where(hours > 0.0, output / np.maximum(hours * alone, 1e-12), 1.0)


@dataclass(frozen=True)
class Skills:
    """What members bring to their working groups, seat by seat.

    Attributes:
        ties: who sits where.
        expertise, command: (runs, S, K) of the member on each seat, and its logarithm.
        part: (runs, S) share of a member's joint hours that it works on that seat.
        needs: (runs, 1, K) what the task needs.
        s: (runs,) exponent, see `sim.rules.production.substitution`.
    """

    ties: Ties
    expertise: Array
    command: Array
    part: Array
    needs: Array
    s: Array

    @classmethod
    def of(cls, traits: Traits, ties: Ties) -> Skills:
        """Those of a batch."""
        expertise = ties.at_seats(traits.expertise)
        weight = ties.at_seats(np.ones_like(traits.capacity)) * ties.weight
        return cls(
            ties=ties,
            expertise=expertise,
            command=production.command(expertise),
            part=weight / ties.at_seats(ties.from_seats(weight)),
            needs=traits.needs[:, None, :],
            s=production.substitution(traits.hardness),
        )

    def of_runs(self, runs: NDArray[np.intp]) -> Skills:
        """Those of some runs of the batch."""
        part, expertise, command, needs, s = (
            runs_together(values[runs])
            for values in (self.part, self.expertise, self.command, self.needs, self.s)
        )
        return Skills(self.ties.of_runs(runs), expertise, command, part, needs, s)

    def pooled(self, hours: Array, role: Array, worth: Array, power: Value) -> Array:
        """What each member's joint hours give in its working groups, by its marginal product.

        Args:
            hours: (runs, N) joint hours, FTE-months.
            role: (runs, N) role division, in [0, 1].
            worth: (runs, N) quality times what is not lost, in [0, 1].
            power: number or (runs, 1), see `sim.rules.production.allocate`.

        Returns:
            (runs, N) hours of full skill and quality.
        """
        seats, groups = self.ties.at_seats, self.ties.groups
        whole = (seats(hours) * self.part, self.command, seats(role), seats(worth), self.expertise)
        parts = []
        for of_hours, command, of_role, of_worth, skill in zip(*map(groups, whole), strict=True):
            split = production.allocate(of_hours, command, of_role, self.needs, power)
            parts.append(production.pooled(split, skill, of_worth, self.needs, self.s)[1])
        return self.ties.from_seats(np.concatenate(parts, axis=1) if parts[1:] else parts[0])


def _between(vectors: Array, ties: Ties) -> Array:
    return rms_distance(ties.of_source(vectors), ties.of_target(vectors))


def mean_over_partners(values: Array, derived: Derived) -> Array:
    """Mean of what a member holds of the partners it meets; 0 for one without: (…, E) to (…, N)."""
    return derived.ties.sum_out(values * derived.together) / derived.divide_partners


def mean_of_partners(values: Array, derived: Derived) -> Array:
    """Mean of what the partners that a member meets hold of it; 0 for one without: (…, E) to (…, N)."""
    return derived.ties.sum_in(values * derived.together) / derived.divide_partners


def mean_over_members(values: Array, derived: Derived) -> Array:
    """Mean of a member's quantity over active members; 0 when there are none: (…, N) to (…,)."""
    return total(values * derived.active) / derived.divide_count


def mean_over_pairs(values: Array, derived: Derived) -> Array:
    """Mean of what holds between members over members and their partners; (…, E) to (…,)."""
    return total(values * derived.of_mean)
