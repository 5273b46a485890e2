"""Calibration: what the fitted targets say of the parameters, as draws of a posterior.

    python -m experiments.calibration                  some ten minutes on two cores; resumes

How it goes: runs at points spread over the priors (`design`) teach an emulator of each target what its mean
is at any point (`emulator`); targets, their counting error and their stated distance make a likelihood, and
many prior draws are weighted by it (`posterior`). Whether that works is checked on alliances whose
parameters are known (`checks`) before it is believed. `draws` reads what is shipped.
"""

from __future__ import annotations

from experiments.calibration.draws import shipped_draws
from experiments.calibration.priors import PRIORS, Prior

__all__ = ["PRIORS", "Prior", "shipped_draws"]
