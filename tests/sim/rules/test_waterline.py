"""The waterline: cases worked by hand."""

from __future__ import annotations

from sim.rules import waterline
from sim.rules.waterline import WaterlineParameters
from tests.sim.rules.cases import a, same


def test_all_is_said_where_the_mechanism_is_off() -> None:
    same(waterline.shown(a(0, 0.3, 1), WaterlineParameters()), 0, 0.3, 1)
    same(waterline.shown(a(0, 0.3, 1), WaterlineParameters(waterline_on=0.0)), 1, 1, 1)


def test_on_the_table_is_what_is_said_and_what_leaks() -> None:
    p = WaterlineParameters(leak=0.1)
    same(
        waterline.on_the_table(a(0.5, 0.5, 1), a(0.4, 0.4, 1), a(0.6, 0.6, 1), a(0.5, 0, 1), p),
        0.17,
        0,
        1.1,
    )


def test_what_is_not_said_is_stored_by_contact() -> None:
    same(
        waterline.unsaid(a(0.4, 1, 0), a(0.5, 1, 0), WaterlineParameters(storing_rate=0.5)),
        0.15,
        0,
        0,
    )
    same(waterline.unsaid(a(0), a(1), WaterlineParameters(storing_rate=2.0)), 1)


def test_the_store_leaks_and_is_forgotten() -> None:
    same(waterline.kept(a(0.5, 0), WaterlineParameters(leak=0.1, forgetting=0.05)), 0.9, 0.95)
    same(waterline.kept(a(1), WaterlineParameters(leak=1.0, forgetting=1.0)), 0)


def test_the_store_takes_in_what_was_not_said() -> None:
    found = waterline.hold_back(
        a(0.5, 1, 0, 1), a(0.4, 1, 0.5, 0), a(0.2, 1, 1, 1), a(0.9, 1, 1, 1)
    )
    same(found, 0.42, 1, 0.5, 1)
