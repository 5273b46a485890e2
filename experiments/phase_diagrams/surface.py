"""How probable something is over a plane or a line, learnt from counts: a Gaussian process.

The log-odds are a Gaussian process (Matérn 5/2 with a length scale of its own for each axis), the counts
binomial. The mode is found as a generalised linear mixed model finds it, by penalised quasi-likelihood
(Breslow & Clayton 1993): a Gaussian regression on working responses with working variances, until they
stay. At that mode the posterior is Laplace's approximation (Rasmussen & Williams 2006, section 3.4). The
regression and the scales are scikit-learn's.
"""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Kernel, Matern
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Floats = NDArray[np.float64]

_STEPS = 30
"""Most rounds of the search for the mode; three to eight are usual."""
_LEARNING = 3
"""Rounds in which the scales are learnt; after that they stay."""
_CLOSE = 1e-5
"""Change of the log-odds at which the mode counts as found."""
_SURE = 1e-4
"""Smallest variance of a run's yes or no that is reckoned with, so that no point counts as certain."""
_SCALES = (0.05, 3.0)
"""Bounds of the length scales, in ranges of the axes: what is finer than the first is noise."""


class Surface:
    """The log-odds of something over the unit line or square.

    Args:
        places: (points, axes) where was looked, in [0, 1]; the same place may come more than once.
        hits: (points,) in how many runs it was so.
        runs: (points,) how many runs there were, >= 1.
        kernel: scales that are known already; left out: they are learnt from the counts.

    Attributes:
        kernel: the scales; to be handed to a surface that shall have the same.
    """

    def __init__(
        self, places: Floats, hits: Floats, runs: Floats, kernel: Kernel | None = None
    ) -> None:
        places, hits, runs = _together(places, hits, runs)
        learnt = kernel is not None
        start = kernel or _start(places.shape[1])
        odds: Floats = logit((hits + 0.5) / (runs + 1.0))
        # One thread: the last bit, and so which point is asked for, must not hang on the machine's load.
        with threadpool_limits(1), warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # a scale at its bound is an answer
            for step in range(_STEPS):
                weight, target = _working(odds, hits, runs)
                self._process = GaussianProcessRegressor(
                    start,
                    alpha=1.0 / weight,
                    optimizer=None if learnt or step >= _LEARNING else "fmin_l_bfgs_b",
                )
                self._process.fit(places, target)
                start = self._process.kernel_
                before, odds = odds, self._process.predict(places)
                if step >= (0 if learnt else _LEARNING) and np.abs(odds - before).max() < _CLOSE:
                    break
        self.kernel: Kernel = start

    def at(self, places: Floats) -> tuple[Floats, Floats]:
        """Mean and standard deviation of the log-odds, (places,) each."""
        with threadpool_limits(1):
            mean, sd = self._process.predict(places, return_std=True)
        return mean, sd

    def together(self, places: Floats) -> tuple[Floats, Floats]:
        """Mean (places,) and covariance (places, places) of the log-odds."""
        with threadpool_limits(1):
            mean, covariance = self._process.predict(places, return_cov=True)
        return mean, covariance


def resampled(like: Surface, places: Floats, hits: Floats, runs: Floats, at: Floats) -> Floats:
    """Mean log-odds for many resamples of counts at once, with the scales of a surface.

    Args:
        like: has the scales.
        places: (points, axes), each once.
        hits: (resamples, points).
        runs: (points,), >= 1.
        at: (places, axes) where the log-odds are wanted.

    Returns:
        (resamples, places).
    """
    own, across = like.kernel(places), like.kernel(places, at)
    odds: Floats = logit((hits + 0.5) / (runs + 1.0))
    for _ in range(_STEPS):
        weight, target = _working(odds, hits, runs)
        noise = np.eye(len(places)) / weight[:, :, None]
        pull = np.linalg.solve(own + noise, target[..., None])[..., 0]
        before, odds = odds, pull @ own
        if np.abs(odds - before).max() < _CLOSE:
            break
    mean: Floats = pull @ across
    return mean


def _working(odds: Floats, hits: Floats, runs: Floats) -> tuple[Floats, Floats]:
    """Working weights and responses of the binomial counts at some log-odds."""
    share = expit(odds)
    weight = runs * np.maximum(share * (1.0 - share), _SURE)
    return weight, odds + (hits - runs * share) / weight


def _start(axes: int) -> Kernel:
    spread = ConstantKernel(4.0, (0.1, 100.0)) * Matern([0.3] * axes, _SCALES, nu=2.5)
    return ConstantKernel(4.0, "fixed") + spread  # the first lets the whole lie high or low


def _together(places: Floats, hits: Floats, runs: Floats) -> tuple[Floats, Floats, Floats]:
    """Counts of the same place added up."""
    distinct, which = np.unique(np.asarray(places, np.float64), axis=0, return_inverse=True)
    added = [np.bincount(which.ravel(), counts, len(distinct)) for counts in (hits, runs)]
    return distinct, added[0].astype(np.float64), added[1].astype(np.float64)
