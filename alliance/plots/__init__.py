"""Pictures: one function each, takes results and an optional Axes, returns the Axes.

`overview` and `comparison` are several pictures in one and return a Figure. The functions of
`alliance.plots.sweeps` draw what `experiments.analysis` reads from a sweep. All are in the gallery of the
documentation (docs/gallery.md) with the lines that draw them. The laboratory for phase transitions has its own
in `alliance.plots.transitions`, `alliance.plots.passages` and `alliance.plots.hysteresis`.

Colours are those of Okabe & Ito (2008), told apart by the colour-blind; line styles, markers and
hatches carry the same distinction in grey print. `spoken("nl")` has the pictures of an ensemble speak
Dutch.
"""

from alliance.plots.activities import activities
from alliance.plots.advice import advice
from alliance.plots.by_member import backing_by_member, openness_by_member
from alliance.plots.comparison import comparison
from alliance.plots.difference import difference
from alliance.plots.heat_map import heat_map
from alliance.plots.levels import (
    clashes_by_kind,
    climate,
    conflict_shares,
    conflict_sources,
    fairness,
    money,
)
from alliance.plots.overview import overview
from alliance.plots.pecking_order import pecking_order
from alliance.plots.phase_diagram import phase_diagram
from alliance.plots.phase_flow import phase_flow
from alliance.plots.phase_ribbon import phase_ribbon, phase_strip
from alliance.plots.productivity import added_value, productivity
from alliance.plots.signs import signs_by_phase
from alliance.plots.sweeps import courses, importance, narrowing, plane, response, response_by
from alliance.plots.tipping import tipping
from alliance.plots.trust_network import trust_network
from alliance.plots.waterline import waterline
from alliance.words.pictures import spoken

__all__ = [
    "activities",
    "added_value",
    "advice",
    "backing_by_member",
    "clashes_by_kind",
    "climate",
    "comparison",
    "conflict_shares",
    "conflict_sources",
    "courses",
    "difference",
    "fairness",
    "heat_map",
    "importance",
    "money",
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
