"""What a sweep shows: each function reads a store and returns a tidy frame; `alliance.plots` draws them.

A point's outcome is the mean over its runs. Every function goes by the numbers of points and runs, never
by the order of rows. Failed runs are left out, and so are runs for which an outcome has no value; columns
say how many runs a number rests on. Times are restricted means: a run that never gets there counts with
the whole length. Intervals are those of `sim.observers.intervals`.
"""

from experiments.analysis.discovery import discover
from experiments.analysis.levels import contrast, over_factor, over_two, paths_by_level
from experiments.analysis.precision import convergence, replicate_until
from experiments.analysis.reading import AnalysisError
from experiments.analysis.sensitivity import morris_effects, sobol_indices
from experiments.analysis.times import cumulative_incidence

__all__ = [
    "AnalysisError",
    "contrast",
    "convergence",
    "cumulative_incidence",
    "discover",
    "morris_effects",
    "over_factor",
    "over_two",
    "paths_by_level",
    "replicate_until",
    "sobol_indices",
]
