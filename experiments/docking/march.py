"""Exploration and exploitation (March 1991), and what our learning is of it.

People and an organisational code hold beliefs (-1, 0 or 1) about an outside of m facts (-1 or 1). A step:
each person takes each belief of the code that is not 0 with chance p1; then the code looks at those people
who are right more often than it is, and takes their majority, by a margin of k, with chance 1 - (1 - p2)^k.
Fast learners agree before the code has learnt from their differences.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.rules.learning import LearningParameters, learn

RATES = (0.1, 0.3, 0.5, 0.9)
"""Rates of people, p1, in the rows of `REPLICATED`."""
CODE_RATES = (0.1, 0.5, 0.9)
"""Rates of the code, p2, in its columns."""
REPLICATED = (
    ((0.746, 0.747), (0.840, 0.838), (0.856, 0.862)),
    ((0.679, 0.657), (0.727, 0.733), (0.781, 0.767)),
    ((0.675, 0.655), (0.598, 0.665), (0.687, 0.654)),
    ((0.614, 0.611), (0.568, 0.599), (0.526, 0.557)),
)
"""Share of the code's beliefs that are right after 50 steps: the two sets of a public replication
(github.com/PabloBelloDelpon/March_1991_replication)."""


def explore(
    p1: float,
    p2: float,
    *,
    runs: int = 200,
    seed: int = 0,
    facts: int = 30,
    people: int = 50,
    steps: int = 50,
    turnover: float = 0.0,
) -> Array:
    """Run March's model.

    Args:
        p1: chance that a person takes a belief of the code, in [0, 1].
        p2: chance that the code takes a belief of its betters at a margin of one, in [0, 1].
        runs: organisations.
        seed: of all chance.
        facts, people, steps: sizes.
        turnover: chance a step that a person is replaced by one with beliefs at random.

    Returns:
        (runs,) share of the code's beliefs that are right at the end, in [0, 1].
    """
    rng = np.random.default_rng(seed)
    outside = rng.choice([-1, 1], (runs, facts))
    beliefs = rng.integers(-1, 2, (runs, people, facts))
    code = np.zeros((runs, facts), dtype=np.int64)
    for _ in range(steps):
        taught = (code != 0)[:, None] & (beliefs != code[:, None])
        beliefs = np.where(taught & (rng.random(beliefs.shape) < p1), code[:, None], beliefs)
        code = _taught_by_betters(code, beliefs, outside, p2, rng)
        if turnover:
            leaves = rng.random((runs, people, 1)) < turnover
            beliefs = np.where(leaves, rng.integers(-1, 2, beliefs.shape), beliefs)
    return np.asarray((code == outside).mean(1))


def _taught_by_betters(
    code: NDArray[np.int64],
    beliefs: NDArray[np.int64],
    outside: NDArray[np.int64],
    p2: float,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """The code after it has learnt from those who are right more often than it is."""
    right = (beliefs == outside[:, None]).sum(2)
    better = right > (code == outside).sum(1)[:, None]
    votes = (beliefs * better[..., None]).sum(1)
    majority = np.sign(votes)
    taken = rng.random(code.shape) < 1.0 - (1.0 - p2) ** np.abs(votes)
    return np.where((majority != 0) & (majority != code) & taken, majority, code)


def table(runs: int, seed: int) -> list[tuple[float, float, tuple[float, float], float, float]]:
    """March's table: p1, p2, the replication's two values, ours, its standard error."""
    rows = []
    for p1, row in zip(RATES, REPLICATED, strict=True):
        for p2, known in zip(CODE_RATES, row, strict=True):
            found = explore(p1, p2, runs=runs, seed=seed)
            error = float(found.std(ddof=1) / np.sqrt(runs))
            rows.append((p1, p2, known, float(found.mean()), error))
    return rows


def socialised(rate: float, steps: int) -> tuple[Array, Array]:
    """Share of a code that a person does not hold yet, month by month: March's person and our member.

    The limit: the code says all and stays, a person meets it in full every month, nothing is forgotten and
    nothing is learnt by doing. Then both leave (1 - p1)^t, in the mean over facts.

    Args:
        rate: p1, and our `learning_rate`, in [0, 1].
        steps: months.

    Returns:
        (steps + 1,) of March's person in expectation, and of ours.
    """
    p = LearningParameters(learning_rate=rate, doing_rate=0.0, knowledge_fade=0.0)
    known, ours = np.zeros(1), [1.0]
    full, none = np.ones(1), np.zeros(1)
    for _ in range(steps):
        known = learn(known, full, none, full, full, none, p)
        ours.append(1.0 - float(known[0]))
    return np.power(1.0 - rate, np.arange(steps + 1, dtype=np.float64)), np.array(ours)
