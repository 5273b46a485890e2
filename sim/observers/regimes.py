"""Are the phases real, or only a naming? Regimes found by a method that never sees time use.

A Gaussian hidden Markov model (Rabiner 1989) is fitted to what training runs show of trust, knowledge,
unspoken tension and output, without a word about phases, and then reads runs it has not seen. Where its
regimes agree with the measured phases (adjusted Rand index, Hubert & Arabie 1985; kappa, Cohen 1960)
the phases are in the alliance and not only in the eye of the measure. Two yardsticks say how much
agreement is nothing: the regimes of one run held against the phases of another, which share only the
calendar; and a null model in which feedbacks are cut (`feedbacks_cut`).

Needs hmmlearn: ``pip install "alliance-lab[lab]"``.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.agents.decisions import Decisions
from sim.agents.perception import Perception
from sim.agents.time_use import TimeUse
from sim.arrays import Array, Bits
from sim.declared import Lookup
from sim.errors import AllianceError
from sim.model import Model
from sim.observers.paths import ACTIVITIES, Paths, grievance, paths_of
from sim.observers.phases import CHAFING, PRODUCING, Codes, phase_path
from sim.observers.resampling import resample
from sim.parameters import PARAMETERS
from sim.rules.time_use import TimeUseParameters
from sim.state import QUARTER

if TYPE_CHECKING:
    import xarray as xr

OUTPUT = "output_per_own"
"""Joint output and output apart per own output. Phase 3 is defined by it, and who works more hours jointly
puts out more, so through this observable a regime can see something of the phases; `STRICT` leaves it
out."""
GRIEVANCE = "grievance"
"""Unspoken tension, see `sim.observers.paths.grievance`."""
STRICT: tuple[str, ...] = ("trust", "knowledge", GRIEVANCE)
"""Observables that hold nothing of how time is spent now, nor of what it earns."""
OBSERVABLES: tuple[str, ...] = (*STRICT, OUTPUT)
"""What the regimes are found in, if not said otherwise."""
TIME_USE = frozenset({*ACTIVITIES, *(f"{name}_hours" for name in (*ACTIVITIES, "conflict"))})


def own_clock(perceived: Perception, p: Lookup) -> TimeUse:
    """Divide the time by the calendar alone, through designing, learning and joint work.

    A member works apart for the quarter of its time that it begins with. In the rest it designs for 0.4 of
    the months over which its constituency looks back on results, then learns until they are over, then works
    jointly. It is as slow to change as in `sim.agents.time_use`, so the spread of timing is that of
    constituencies.
    """
    share = perceived.month / np.maximum(perceived.patience, 1.0)
    return _by_the_clock(share, perceived, p)


def clock_of_run(perceived: Perception, p: Lookup) -> TimeUse:
    """The same by a clock that all members of a run share: `planning_horizon` says when they are done."""
    share = perceived.month / p(TimeUseParameters).planning_horizon
    return _by_the_clock(share, perceived, p)


def _by_the_clock(share: Array, perceived: Perception, p: Lookup) -> TimeUse:
    """Time use where so large a share of the time for designing and learning has passed."""
    flexibility = p(TimeUseParameters).time_flexibility
    designs, joins = share < 0.4, share >= 1.0
    left = 1.0 - QUARTER
    designing = perceived.designing + flexibility * (left * designs - perceived.designing)
    learning = perceived.learning + flexibility * (left * ~(designs | joins) - perceived.learning)
    apart = np.full_like(designing, QUARTER)
    return designing, learning, apart, np.maximum(left - designing - learning, 0.0)


NULLS: dict[str, tuple[str, ...]] = {
    "own clock": (),
    "own clock, time leads to nothing": ("trust_on", "learning_on", "agreements_on"),
}
"""Null models and the switches that are off in them. In both members divide their time by `own_clock`
and pass from designing through learning to joint work without a look at how things are; in the second
nothing they spend it on changes how things are, either."""

PRECISION = 1e-4
"""Gain in log-likelihood per month of data under which a fit stops."""

NO_REGIME = -1
"""Code of a month that has no regime: the alliance has ended."""


@dataclass(frozen=True)
class Regimes:
    """Regimes learnt from training runs.

    Attributes:
        observables: what they are found in.
        mean, scale: (observables,) by which the observables are standardised: those of training.
        model: the fitted hidden Markov model.
        phase_of: (regimes,) for each regime the phase that goes with it most often in training.
    """

    observables: tuple[str, ...]
    mean: Array
    scale: Array
    model: Any
    phase_of: Codes

    @property
    def count(self) -> int:
        """Number of regimes."""
        return len(self.phase_of)

    def read(self, result: xr.Dataset) -> Codes:
        """The likeliest path through the regimes of each run (Viterbi).

        Args:
            result: what `sim.simulate` returned.

        Returns:
            (runs, ticks) numbers of regimes, `NO_REGIME` after the end.
        """
        return self._read(paths_of(result))

    def _read(self, paths: Paths) -> Codes:
        values, seen = _observed(paths, self.observables)
        codes = np.full(seen.shape, NO_REGIME, dtype=np.int8)
        lengths = seen.sum(1)
        standard = (values[seen] - self.mean) / self.scale
        codes[seen] = self.model.predict(standard, lengths[lengths > 0])
        return codes


@dataclass(frozen=True)
class Agreement:
    """How far regimes and phases agree, over the months in which both name one.

    Each measure with a 95 % interval, by resampling whole runs.

    Attributes:
        rand: adjusted Rand index; 1 is the same partition, 0 is chance.
        rand_interval: its interval.
        kappa: Cohen's kappa of the phase named by the regime and the one measured.
        kappa_interval: its interval.
        calendar: adjusted Rand index with the phases of other runs: what the common calendar gives.
        calendar_high: its 97.5 % quantile over random pairings.
        months: number of months compared.
    """

    rand: float
    rand_interval: tuple[float, float]
    kappa: float
    kappa_interval: tuple[float, float]
    calendar: float
    calendar_high: float
    months: int


def find_regimes(
    training: xr.Dataset,
    count: int = 3,
    observables: Sequence[str] = OBSERVABLES,
    seed: int = 0,
    starts: int = 3,
) -> Regimes:
    """Find regimes in training runs.

    Args:
        training: runs to learn from; no run of these may be in what is read later.
        count: number of regimes, >= 2; three, as many as the theory has phases.
        observables: variables of the result at the level of the alliance, and `OUTPUT`.
        seed: of the start of the fit, apart from all chance of the model.
        starts: number of fits from different starts; the likeliest is kept.

    Returns:
        The regimes.

    Raises:
        AllianceError: when hmmlearn is missing, or an observable is unknown or is time use itself.
        ValueError: for count < 2 or starts < 1.
    """
    if count < 2 or starts < 1:
        raise ValueError(f"count = {count} must be 2 or more, and starts = {starts} 1 or more")
    hmm = _hmm()
    paths = paths_of(training)
    values, seen = _observed(paths, observables)
    mean, scale = values[seen].mean(0), np.maximum(values[seen].std(0), 1e-9)
    standard = (values[seen] - mean) / scale
    lengths = seen.sum(1)
    best, best_score = None, -np.inf
    for start in range(starts):
        model = hmm.GaussianHMM(
            count, "diag", n_iter=100, tol=PRECISION * len(standard), random_state=seed + start
        )
        model.fit(standard, lengths[lengths > 0])
        score = model.score(standard, lengths[lengths > 0])
        if best is None or score > best_score:
            best, best_score = model, score
    found = Regimes(tuple(observables), mean, scale, best, np.zeros(count, dtype=np.int8))
    shared = _tables(found._read(paths), phase_path(paths), count).sum(0)
    phase_of = (shared.argmax(1) + CHAFING).astype(np.int8)
    return Regimes(tuple(observables), mean, scale, best, phase_of)


def agreement(regimes: Regimes, unseen: xr.Dataset, draws: int = 400, seed: int = 0) -> Agreement:
    """How far the regimes in runs not used in training agree with the measured phases.

    Months outside phases 1 to 3 are left out: no regime is asked to find them.

    Args:
        regimes: from `find_regimes`.
        unseen: runs with other run numbers or another seed than those of training.
        draws: number of resamplings and of pairings, >= 1.
        seed: of the resampling, apart from all chance of the model.

    Returns:
        The agreement; NaN where there is nothing to compare.
    """
    paths = paths_of(unseen)
    regime, phase = regimes._read(paths), phase_path(paths)
    runs, count = len(phase), regimes.count
    chance = np.random.default_rng(seed)
    tables = _tables(regime, phase, count)
    resampled = np.tensordot(resample(runs, draws, chance), tables, axes=1)
    whole = tables.sum(0)
    others = np.stack(
        [_tables(regime, phase[_another(runs, chance)], count).sum(0) for _ in range(draws)]
    )
    calendar = adjusted_rand(others)
    kappas = cohen_kappa(_named(resampled, regimes.phase_of))
    return Agreement(
        rand=float(adjusted_rand(whole)),
        rand_interval=_interval(adjusted_rand(resampled)),
        kappa=float(cohen_kappa(_named(whole, regimes.phase_of))),
        kappa_interval=_interval(kappas),
        calendar=float(calendar.mean()),
        calendar_high=float(np.quantile(calendar, 0.975)),
        months=int(whole.sum()),
    )


def feedbacks_cut(null: str) -> Model:
    """A null model.

    Args:
        null: a name in `NULLS`.

    Returns:
        The model with that null's switches off and time use by the clock.

    Raises:
        AllianceError: for an unknown name.
    """
    if null not in NULLS:
        raise AllianceError(f"null = {null!r} is unknown; known: {', '.join(NULLS)}")
    off = dict.fromkeys(NULLS[null], 0.0)
    return Model(decisions=Decisions(time_use=own_clock), parameters=off)


def clock_as_spread(months: Array, seed: int) -> Model:
    """The null whose clocks are as far apart as alliances are: each run has the timing of another.

    Args:
        months: (runs,) month in which each run of the model came to joint work that pays, NaN for never.
        seed: of who has whose.
    """
    drawn = np.random.default_rng(seed).permutation(np.nan_to_num(months, nan=120.0))
    entry = PARAMETERS["planning_horizon"]
    draws = tuple({entry.name: float(np.clip(m, entry.low, entry.high))} for m in drawn)
    return Model(decisions=Decisions(time_use=clock_of_run), draws=draws)


def adjusted_rand(table: Array) -> Array:
    """Adjusted Rand index of two partitions (Hubert & Arabie 1985).

    Args:
        table: (…, K, L) number of items in class k of one and class l of the other.

    Returns:
        (…), at most 1; 0 on average by chance, and when either has one class only; NaN without items.
    """
    both = _pairs(table).sum((-2, -1))
    one, other = _pairs(table.sum(-1)).sum(-1), _pairs(table.sum(-2)).sum(-1)
    every = _pairs(table.sum((-2, -1)))
    expected = one * other / np.maximum(every, 1e-12)
    most = 0.5 * (one + other)
    index: Array = (both - expected) / np.where(most > expected, most - expected, 1.0)
    return np.where(every > 0, index, np.nan)


def cohen_kappa(table: Array) -> Array:
    """Cohen's kappa (1960): agreement beyond that of two independent namings with the same shares.

    Args:
        table: (…, K, K) number of items named k by one and l by the other.

    Returns:
        (…), at most 1; 0 when both always give the same single name; NaN without items.
    """
    every = table.sum((-2, -1))
    share = table / np.maximum(every, 1e-12)[..., None, None]
    agree = np.trace(share, axis1=-2, axis2=-1)
    expected = (share.sum(-1) * share.sum(-2)).sum(-1)
    kappa: Array = (agree - expected) / np.where(expected < 1.0, 1.0 - expected, 1.0)
    return np.where(every > 0, kappa, np.nan)


def _hmm() -> Any:
    try:
        from hmmlearn import hmm
    except ImportError as error:
        raise AllianceError('regimes need hmmlearn: pip install "alliance-lab[lab]"') from error
    # It warns when the last step of a fit loses a hair of likelihood, which harms nothing.
    logging.getLogger("hmmlearn").setLevel(logging.ERROR)
    return hmm


def _observed(paths: Paths, names: Sequence[str]) -> tuple[Array, Bits]:
    """(runs, ticks, observables), and the mask (runs, ticks) of months in which all are there."""
    columns = []
    for name in names:
        if name in TIME_USE:
            raise AllianceError(f"observables: {name} is time use, which regimes must not see")
        if name == OUTPUT:
            output = paths["joint_output"] + paths["apart_output"]
            columns.append(output / np.maximum(paths["own_output"], 1e-12))
        elif name == GRIEVANCE:
            columns.append(grievance(paths))
        elif name in paths and paths[name].ndim == 2:
            columns.append(paths[name])
        else:
            raise AllianceError(f"observables: {name!r} is no variable of the alliance as a whole")
    values = np.stack(columns, axis=-1)
    return values, np.asarray(np.isfinite(values).all(-1))


def _tables(regime: Codes, phase: Codes, count: int) -> Array:
    """(runs, regimes, 3): months of each run in each regime and each of the phases 1 to 3."""
    runs, kinds = len(regime), PRODUCING - CHAFING + 1
    both = (regime != NO_REGIME) & (phase >= CHAFING) & (phase <= PRODUCING)
    run, _ = np.nonzero(both)
    cell = (run * count + regime[both]) * kinds + (phase[both] - CHAFING)
    counted = np.bincount(cell, minlength=runs * count * kinds)
    return counted.reshape(runs, count, kinds).astype(np.float64)


def _named(table: Array, phase_of: Codes) -> Array:
    """Tables (…, regimes, 3) with the regimes of one phase put together: (…, 3, 3)."""
    to_phase = np.eye(PRODUCING - CHAFING + 1)[:, phase_of - CHAFING]
    named: Array = to_phase @ table
    return named


def _another(runs: int, chance: np.random.Generator) -> NDArray[np.intp]:
    """For each run another run, at random; the same one only when there is no other."""
    order = chance.permutation(runs)
    another = np.empty(runs, dtype=np.intp)
    another[order] = np.roll(order, 1)
    return another


def _pairs(count: Array) -> Array:
    pairs: Array = 0.5 * count * (count - 1.0)
    return pairs


def _interval(values: Array) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
