"""Emulators: what a target measures on average at any point of the priors, learnt from one run a point.

A share is a logistic regression, a mean an ordinary one, on polynomials of the places in the unit cube. The
degree is the one that predicts left-out points best. So a run anywhere tells something of everywhere, and
far fewer runs are needed than if each point had to be measured by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.calibration.design import Observed
from experiments.world.measures import is_share
from experiments.world.targets import Target
from sim.arrays import Array

DEGREES = (1, 2, 3)
"""Degrees that are tried."""
_FOLDS = 3
_ROWS = 8_192
"""Points to work out at once."""


@dataclass(frozen=True)
class Emulator:
    """The mean of a target over the priors.

    Attributes:
        target: which.
        degree: of the polynomial.
        share: whether a run has 0 or 1.
        noise: standard deviation of one run about the mean, where it is not a share.
        fit: the regression.
    """

    target: Target
    degree: int
    share: bool
    noise: float
    fit: Any

    def mean(self, unit: Array) -> Array:
        """(points,): what the target measures on average at points of the unit cube, (points, parameters)."""
        parts = [self._mean(unit[k : k + _ROWS]) for k in range(0, len(unit), _ROWS)]
        return np.concatenate(parts)

    def _mean(self, unit: Array) -> Array:
        centred = 2.0 * unit - 1.0
        found: Array = (
            self.fit.predict_proba(centred)[:, 1] if self.share else self.fit.predict(centred)
        )
        return found

    def spread(self, mean: Array) -> Array:
        """Standard deviation of one run's value where the mean is so."""
        if self.share:
            return np.sqrt(np.clip(mean * (1.0 - mean), 1e-6, None))
        return np.full_like(mean, self.noise)


def learn(unit: Array, observed: Observed) -> Emulator:
    """Fit the emulator of one target.

    Args:
        unit: (points, parameters) in [0, 1].
        observed: values of runs at these points.
    """
    from sklearn.model_selection import KFold, cross_val_score

    share = is_share(observed.target)
    places = 2.0 * unit[observed.point] - 1.0
    answer = observed.value.astype(np.int64) if share else observed.value
    folds = KFold(_FOLDS, shuffle=True, random_state=0)
    scoring = "neg_log_loss" if share else "neg_mean_squared_error"
    scores = [
        float(
            cross_val_score(_regression(d, share), places, answer, cv=folds, scoring=scoring).mean()
        )
        for d in DEGREES
    ]
    degree = DEGREES[int(np.argmax(scores))]
    fit = _regression(degree, share).fit(places, answer)
    noise = 0.0 if share else float(np.sqrt(-max(scores)))
    return Emulator(observed.target, degree, share, noise, fit)


def _regression(degree: int, share: bool) -> Any:
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures

    last = LogisticRegression(C=10.0, max_iter=2_000) if share else Ridge(alpha=1.0)
    return make_pipeline(PolynomialFeatures(degree), last)
