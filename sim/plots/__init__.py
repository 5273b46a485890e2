"""Pictures: one function each, takes results and an optional Axes, returns the Axes.

`overview` and `comparison` are several pictures in one and return a Figure. The functions of
`sim.plots.sweeps` draw what `experiments.analysis` reads from a sweep. All are in the gallery of the
documentation (docs/gallery.md) with the lines that draw them. The laboratory for phase transitions has its
own in `sim.plots.transitions` and `sim.plots.hysteresis`.

Colours are those of Okabe & Ito (2008), told apart by the colour-blind; line styles, markers and
hatches carry the same distinction in grey print. `spoken("nl")` has the pictures of an ensemble speak
Dutch.
"""

from sim.plots.advice import advice
from sim.plots.by_member import backing_by_member, openness_by_member
from sim.plots.climate import climate
from sim.plots.comparison import comparison
from sim.plots.conflict_sources import conflict_shares, conflict_sources
from sim.plots.difference import difference
from sim.plots.heat_map import heat_map
from sim.plots.overview import overview
from sim.plots.pecking_order import pecking_order
from sim.plots.phase_diagram import phase_diagram
from sim.plots.phase_flow import phase_flow
from sim.plots.phase_ribbon import phase_ribbon, phase_strip
from sim.plots.productivity import added_value, productivity
from sim.plots.signs import signs_by_phase
from sim.plots.sweeps import courses, importance, narrowing, plane, response, response_by
from sim.plots.tipping import tipping
from sim.plots.trust_network import trust_network
from sim.plots.waterline import waterline
from sim.plots.words import spoken

__all__ = [
    "added_value",
    "advice",
    "backing_by_member",
    "climate",
    "comparison",
    "conflict_shares",
    "conflict_sources",
    "courses",
    "difference",
    "heat_map",
    "importance",
    "narrowing",
    "openness_by_member",
    "overview",
    "pecking_order",
    "phase_diagram",
    "phase_flow",
    "phase_ribbon",
    "phase_strip",
    "plane",
    "productivity",
    "response",
    "response_by",
    "signs_by_phase",
    "spoken",
    "tipping",
    "trust_network",
    "waterline",
]
