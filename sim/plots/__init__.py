"""Pictures: one function each, takes results and an optional Axes, returns the Axes.

Colours are those of Okabe & Ito (2008), told apart by the colour-blind; line styles and hatches carry
the same distinction in grey print.
"""

from sim.plots.climate import climate
from sim.plots.overview import overview
from sim.plots.phase_ribbon import phase_ribbon
from sim.plots.productivity import productivity
from sim.plots.trust_network import trust_network

__all__ = ["climate", "overview", "phase_ribbon", "productivity", "trust_network"]
