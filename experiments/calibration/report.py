"""What a calibration found, as tables: targets met, parameters informed, trade-offs, and the check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.calibration.checks import DRAWS as RANKED
from experiments.calibration.checks import LEVELS, Check
from experiments.calibration.emulator import Emulator
from experiments.calibration.posterior import Posterior, wanted
from experiments.calibration.priors import Prior, values_at
from experiments.world.measures import is_log
from sim.arrays import Array
from sim.observers.intervals import Interval
from sim.parameters import PARAMETERS

INFORMED = 0.15
"""Share of a prior's variance that must go before its parameter is called informed."""
TRADES = 0.3
"""Correlation from which two parameters are said to trade off."""
_PRIOR_VARIANCE = 1.0 / 12.0


@dataclass(frozen=True)
class Found:
    """What a calibration found.

    Attributes:
        priors: of the parameters.
        emulators: of the targets.
        posterior: draws given the targets.
        check: on known truths; None when it was left out.
        error: (targets,) of the emulators there; zeros when it was left out.
        runs: of the model in all.
    """

    priors: tuple[Prior, ...]
    emulators: tuple[Emulator, ...]
    posterior: Posterior
    check: Check | None
    error: Array
    runs: int

    @property
    def informed(self) -> Array:
        """(parameters,): share of the prior's variance that the data take away."""
        return np.asarray(1.0 - self.posterior.unit.var(0) / _PRIOR_VARIANCE)

    @property
    def correlations(self) -> Array:
        """(parameters, parameters): of the posterior, over places in the priors."""
        return np.asarray(np.corrcoef(self.posterior.unit.T))

    def values(self) -> dict[str, Array]:
        """(draws,) by parameter."""
        return values_at(self.posterior.unit, self.priors)


def tables(found: Found) -> dict[str, str]:
    """Markdown tables by name: targets, parameters, trade-offs, check."""
    named = {
        "targets": targets(found),
        "parameters": parameters(found),
        "tradeoffs": trade_offs(found),
    }
    if found.check is not None:
        named["check"] = check(found.check, found.priors)
    return named


def targets(found: Found) -> str:
    """Each target beside what the posterior makes of it."""
    lines = [
        "| target | wanted | prior median | posterior (90 %) | emulator: degree, error |",
        "|---|---|---|---|---|",
    ]
    even = np.random.default_rng(0).random((4_096, len(found.priors)))
    for emulator, error in zip(found.emulators, found.error, strict=True):
        target = emulator.target
        before = np.median(_shown(emulator, emulator.mean(even)))
        low, middle, high = np.quantile(
            _shown(emulator, emulator.mean(found.posterior.unit)), [0.05, 0.5, 0.95]
        )
        lines.append(
            f"| {target.key}: {target.what} | {_wanted(emulator)} | {before:.3g} "
            f"| {middle:.3g} ({low:.3g} to {high:.3g}) | {emulator.degree}, {error:.2g} |"
        )
    return "\n".join(lines)


def parameters(found: Found) -> str:
    """Each parameter: prior, posterior, how far the data inform it."""
    lines = [
        "| parameter | prior | posterior median (90 %) | default | best fit | informed |",
        "|---|---|---|---|---|---|",
    ]
    values, best = found.values(), values_at(found.posterior.best[None], found.priors)
    for prior, informed in zip(found.priors, found.informed, strict=True):
        low, middle, high = np.quantile(values[prior.name], [0.05, 0.5, 0.95])
        told = f"{max(informed, 0.0):.0%}" + ("" if informed >= INFORMED else ", hardly")
        scale = "log" if prior.log else "linear"
        lines.append(
            f"| `{prior.name}` | {prior.low:g} to {prior.high:g}, {scale} "
            f"| {middle:.3g} ({low:.3g} to {high:.3g}) | {PARAMETERS[prior.name].default:g} "
            f"| {best[prior.name][0]:.3g} | {told} |"
        )
    return "\n".join(lines)


def trade_offs(found: Found) -> str:
    """Pairs of parameters of which the data only tell a combination."""
    matrix = found.correlations
    names = [p.name for p in found.priors]
    pairs = [
        (abs(matrix[i, j]), f"`{names[i]}` and `{names[j]}`: {matrix[i, j]:+.2f}")
        for i in range(len(names))
        for j in range(i)
        if abs(matrix[i, j]) >= TRADES
    ]
    if not pairs:
        return f"No two parameters are correlated by {TRADES:g} or more."
    return "\n".join(f"- {text}" for _, text in sorted(pairs, reverse=True))


def check(found: Check, priors: Sequence[Prior]) -> str:
    """Coverage of intervals and evenness of ranks on known truths."""
    heads = " | ".join(f"within {level:.0%}" for level in LEVELS)
    lines = [f"| parameter | {heads} | ranks even: p |", "|---|---|---|---|"]
    covers = {level: found.coverage(level) for level in LEVELS}
    for k, (prior, p) in enumerate(zip(priors, found.evenness(), strict=True)):
        cells = " | ".join(_share(covers[level][k]) for level in LEVELS)
        lines.append(f"| `{prior.name}` | {cells} | {p:.2f} |")
    inside = {level: np.mean([share.value for share in covers[level]]) for level in LEVELS}
    mean = " | ".join(f"{inside[level]:.0%}" for level in LEVELS)
    lines.append(f"| all | {mean} | |")
    return "\n".join([*lines, "", f"{len(found.ranks)} truths, {RANKED} draws each."])


def about(found: Found, given: Mapping[str, object]) -> list[str]:
    """Lines that say where the draws come from."""
    return [
        "Draws of the posterior of the fitted parameters, by python -m experiments.calibration",
        *(f"{name}: {value}" for name, value in given.items()),
        f"runs of the model: {found.runs}; effective draws: {found.posterior.effective:.0f}",
    ]


def _shown(emulator: Emulator, mean: Array) -> Array:
    return np.exp(mean) if is_log(emulator.target) else mean


def _wanted(emulator: Emulator) -> str:
    target = emulator.target
    if is_log(target):
        far = float(np.exp(target.distance or 0.0))
        return f"{np.exp(wanted(target)):.3g} (times or by {far:.2f})"
    return f"{wanted(target):.3g} ± {target.distance:g}"


def _share(interval: Interval) -> str:
    return f"{interval.value:.0%} ({interval.low:.0%} to {interval.high:.0%})"
