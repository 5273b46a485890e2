"""The tabs of one alliance: each a function that shows what the packages below know of it."""

from __future__ import annotations

from collections.abc import Callable

from alliance.app.session import Session
from alliance.app.tabs.advice import advice
from alliance.app.tabs.follow import follow
from alliance.app.tabs.likely import likely
from alliance.app.tabs.months import months
from alliance.app.tabs.take import take
from alliance.app.tabs.what_if import what_if
from alliance.app.tabs.who import who
from sim.scenarios import Scenario

SHOWS: dict[str, Callable[[Session, Callable[[Scenario], None]], None]] = {
    "who": who,
    "likely": likely,
    "months tab": months,
    "what if": what_if,
    "what to do": advice,
    "follow": follow,
    "take": take,
}
"""By the key of a tab; called with the session of the page, and with what opens another alliance."""
