"""Scenarios: TOML files that say which alliance to simulate, checked on loading.

>>> from sim.scenarios import load
>>> scenario = load("default")
>>> scenario.replace("start.trust.mean", 0.2).start.trust.mean
0.2
"""

from sim.scenarios.loader import load, parse, shipped
from sim.scenarios.part import bounds
from sim.scenarios.people import MEMBER_FIELDS, Place
from sim.scenarios.quantities import Distribution, Number, Quantity, Spread, Vector
from sim.scenarios.schema import Scenario, json_schema

__all__ = [
    "MEMBER_FIELDS",
    "Distribution",
    "Number",
    "Place",
    "Quantity",
    "Scenario",
    "Spread",
    "Vector",
    "bounds",
    "json_schema",
    "load",
    "parse",
    "shipped",
]
