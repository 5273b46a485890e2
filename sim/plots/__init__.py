"""Pictures: one function each, takes results and an optional Axes, returns the Axes.

Colours are those of Okabe & Ito (2008), told apart by the colour-blind; line styles, markers and
hatches carry the same distinction in grey print.
"""

from sim.plots.backing_by_member import backing_by_member
from sim.plots.climate import climate
from sim.plots.conflict_sources import conflict_sources
from sim.plots.difference import difference
from sim.plots.heat_map import heat_map
from sim.plots.overview import overview
from sim.plots.pecking_order import pecking_order
from sim.plots.phase_flow import phase_flow
from sim.plots.phase_ribbon import phase_ribbon, phase_strip
from sim.plots.productivity import added_value, productivity
from sim.plots.trust_network import trust_network
from sim.plots.waterline import waterline

__all__ = [
    "added_value",
    "backing_by_member",
    "climate",
    "conflict_sources",
    "difference",
    "heat_map",
    "overview",
    "pecking_order",
    "phase_flow",
    "phase_ribbon",
    "phase_strip",
    "productivity",
    "trust_network",
    "waterline",
]
