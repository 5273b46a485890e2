"""What is declared once: parameters, variables, rules; and what cannot be declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pytest

from sim import declared
from sim.arrays import Array
from sim.declared import (
    MEMBERS,
    RULES,
    Mechanism,
    Parameter,
    Switch,
    Value,
    Variable,
    replaced,
    share,
)
from sim.flows import FLOWS, Flows
from sim.parameters import MECHANISMS, PARAMETERS, ParameterError, Parameters, entries
from sim.rules import learning, waterline
from sim.rules.trust import TrustParameters
from sim.state import STATE
from sim.traits import TRAITS


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a test declares is known in it alone."""
    before = dict(declared._MECHANISMS)
    yield
    declared._MECHANISMS.clear()
    declared._MECHANISMS.update(before)


def test_every_mechanism_has_one_switch_and_sound_numbers() -> None:
    for mechanism in declared.mechanisms():
        found = entries(mechanism)
        assert sum(entry.unit == "switch" for entry in found.values()) == 1
    for entry in PARAMETERS.values():
        assert entry.low <= entry.default <= entry.high, entry.name
        assert entry.low < entry.high, entry.name
        assert entry.meaning, entry.name
        assert entry.source, entry.name
    assert all(off.startswith("off: ") for off in MECHANISMS.values())


def test_a_mechanism_that_is_declared_is_known_at_once() -> None:
    @dataclass(frozen=True)
    class NoiseParameters(Mechanism):
        noise_on: Annotated[Value, Switch("off: silence")] = 0.0
        noise: Annotated[Value, Parameter("1", 0, 1, "how loud", "assumption")] = 0.5

    assert MECHANISMS["noise"] == "off: silence"
    assert PARAMETERS["noise"].mechanism == "noise"
    with pytest.raises(ParameterError, match="'noise' = 2 is not allowed: from 0 to 1"):
        Parameters({"noise": 2.0})


def test_what_cannot_be_declared() -> None:
    @dataclass(frozen=True)
    class BareParameters(Mechanism):
        volume: Annotated[Value, Parameter("1", 0, 1, "how loud", "assumption")] = 0.5

    with pytest.raises(TypeError, match="BareParameters needs one Switch"):
        len(PARAMETERS)
    declared.forget(BareParameters)

    @dataclass(frozen=True)
    class TwiceParameters(Mechanism):
        twice_on: Annotated[Value, Switch("off: once")] = 1.0
        trust_rate: Annotated[Value, Parameter("1", 0, 1, "taken", "assumption")] = 0.5

    with pytest.raises(TypeError, match="there is a 'trust_rate' already"):
        len(PARAMETERS)


def test_words_for_axes_are_no_variables() -> None:
    @dataclass(frozen=True)
    class Wrong:
        members: Annotated[Array, share(MEMBERS, "how many", 0)]

    with pytest.raises(TypeError, match="'members' is a word for axes"):
        declared.declared(Wrong, Variable)


def test_variables_start_within_their_bounds_and_have_one_name() -> None:
    assert not set(TRAITS) & set(STATE)
    assert not set(FLOWS) & (set(STATE) | set(TRAITS))
    for name, told in {**TRAITS, **STATE}.items():
        if not isinstance(told.start, str):
            assert told.low <= told.start <= told.high, name
    assert Flows.none(3, 2).effort.shape == (3, 2)


def test_values_come_shaped_for_what_they_are_used_on() -> None:
    p = Parameters({"trust_rate": np.array([0.1, 0.2, 0.3])})
    shapes = [kind(TrustParameters).trust_rate for kind in (p.alliances, p.members, p.dyads)]
    assert [np.shape(value) for value in shapes] == [(3,), (3, 1), (3, 1, 1)]
    assert p.dyads(TrustParameters).breach_weight == PARAMETERS["breach_weight"].default
    chosen = p.of_runs(TrustParameters, np.array([2, 0, 2]))
    np.testing.assert_array_equal(chosen.trust_rate, [0.3, 0.1, 0.3])


def test_a_rule_is_replaced_inside_and_only_there() -> None:
    def half(openness, p):  # type: ignore[no-untyped-def]
        return 0.5 * waterline.shown(openness, p)

    given = np.array([0.4]), waterline.WaterlineParameters()
    with replaced({"waterline.shown": half}):
        np.testing.assert_allclose(waterline.shown(*given), 0.2)
        with replaced({}):
            np.testing.assert_allclose(waterline.shown(*given), 0.4)
    np.testing.assert_allclose(waterline.shown(*given), 0.4)
    assert RULES["learning.learn"] is learning.learn
