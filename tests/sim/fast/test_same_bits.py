"""Compiled code gives the text's own bits: of every rule, of elementary functions, of whole runs."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import sim
from sim import elementary, fast, parameters
from sim.contract import rule as contracts
from sim.declared import RULES
from sim.ensemble import Batch, run_batch
from sim.fast.own import only_computes
from sim.fast.plan import Plan
from sim.fast.tape import Tape
from sim.month import month
from sim.scenarios import Scenario
from sim.start import begin

pytest.importorskip("llvmlite")
assert parameters.MECHANISMS, "reading the mechanisms makes all rules known"

RUNS = 32


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("ALLIANCE_CACHE", str(tmp_path_factory.getbasetemp() / "compiled"))


def compiled(text: Any, given: Any, runs: int = RUNS) -> tuple[Any, Any, Tape]:
    """What a text gives, what its compiled form gives, and the tape."""
    tape = Tape(runs, given)
    outcome, nodes = tape.record(text)
    plan = Plan(tape, nodes)
    plan.wait()
    return outcome, plan.replay(given, {}), tape


def bits(values: Any) -> bytes:
    return np.ascontiguousarray(values, dtype=np.float64).tobytes()


# One value of each parameter, one for each run, bounds.
@pytest.mark.parametrize(
    "trial", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)]
)
def test_every_rule_is_compiled_whole_and_gives_the_same_bits(trial: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(contracts, "_RUNS", RUNS)
    random = np.random.default_rng(trial)
    examples = {
        name: contracts._example(contracts._contract(rule)[0], random, trial)
        for name, rule in sorted(RULES.items())
    }
    given = SimpleNamespace(
        **{name.replace(".", "_"): SimpleNamespace(**args) for name, args in examples.items()}
    )

    def text(inputs: Any) -> Any:
        return {
            name: RULES[name](
                **{arg: getattr(getattr(inputs, name.replace(".", "_")), arg) for arg in args}
            )
            for name, args in examples.items()
        }

    expected, found, tape = compiled(text, given)
    called = [n for n in tape.nodes if n.op == "call" and not n.scalar]
    assert not called, [n.args[0] for n in called]
    for name, values in expected.items():
        for one, other in zip(
            contracts.several(values), contracts.several(found[name]), strict=True
        ):
            assert bits(one) == bits(other), name


def test_elementary_functions_at_their_edges() -> None:
    random = np.random.default_rng(1)
    edges = [
        0.0,
        -0.0,
        np.inf,
        -np.inf,
        np.nan,
        5e-324,
        1e-310,
        709.0,
        709.7,
        -708.0,
        -745.2,
        710.0,
    ]
    x = np.concatenate(
        [random.normal(0, 5, 60), random.uniform(-800, 800, 60), np.repeat(edges, 8)]
    )
    given = SimpleNamespace(x=np.concatenate([x, np.abs(x), 10.0 ** random.uniform(-320, 300, 60)]))
    with np.errstate(all="ignore"):
        expected, found, _ = compiled(
            lambda inputs: [
                f(inputs.x) for f in (elementary.exp, elementary.log, elementary.logistic)
            ],
            given,
            len(given.x),
        )
    for one, other in zip(expected, found, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_lesser_and_the_greater_of_zeros_and_of_no_numbers() -> None:
    edges = np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 1.0])
    given = SimpleNamespace(x=np.tile(edges, 6), y=np.repeat(edges, 6))
    expected, found, _ = compiled(
        lambda inputs: [f(inputs.x, inputs.y) for f in (np.minimum, np.maximum)], given, 36
    )
    for one, other in zip(expected, found, strict=True):
        assert one.tobytes() == other.tobytes()


def small(**changed: Any) -> Scenario:
    return Scenario.from_dict({"length": 14, **changed})


BUSY = small(
    members={"count": 5},
    intervention=[
        {"action": a, "from": k, "every": 2} for k, a in enumerate(("D1", "D3", "D5", "D8"))
    ],
    shock=[{"kind": "budget-cut", "tick": 4, "size": 0.2}],
)
GROUPED = small(members={"count": 7}, structure={"groups": "members"})


def both(scenarios: list[Scenario], model: sim.Model | None = None) -> Iterator[dict[str, Any]]:
    which, numbers = np.arange(40) % len(scenarios), np.arange(40)
    for mode in ("off", "wait"):
        with fast.using(mode):
            yield run_batch(scenarios, which, numbers, 3, model=model).values


@pytest.mark.slow
@pytest.mark.filterwarnings("error::UserWarning")  # compiled code that is refused is no equal
@pytest.mark.parametrize("scenario", [BUSY, GROUPED], ids=["busy", "groups"])
def test_whole_runs(scenario: Scenario) -> None:
    other = scenario.replace("parameters.trust_rate", 0.2)
    text, machine = both([scenario, other])
    for name, values in text.items():
        assert values.tobytes() == machine[name].tobytes(), name


@pytest.mark.slow
def test_months_are_done_by_compiled_code() -> None:
    with fast.using("wait"):
        batch = Batch(begin([small(members={"count": 4})], np.zeros(40, np.intp), np.arange(40), 1))
        for _ in range(5):
            batch.step()
    done = fast.engine(month, batch.start.alike, 40)
    assert isinstance(done, fast.Engine)
    assert not done.refused
    assert done.replayed == 3  # one month is recorded, one compared


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("broken", ["sim.fast.plan.Stage", "sim.fast.native._machine_code"])
def test_a_month_that_cannot_be_compiled_is_done_by_its_text(broken: str, monkeypatch: Any) -> None:
    def refused(*_: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(broken, refused)
    text, other = both([BUSY.replace("members.count", 3)])
    for name, values in text.items():
        assert values.tobytes() == other[name].tobytes(), name


COUNTED: list[int] = []


def candid(perceived: Any, p: Any) -> Any:
    return np.minimum(perceived.openness + 0.01 * perceived.trust, 1.0)


def counting(perceived: Any, p: Any) -> Any:
    COUNTED.append(1)
    return perceived.openness * 0.5


def pensive(knowledge: Any, *given: Any) -> Any:
    after = RULES["learning.learn"](knowledge, *given)
    return np.array(
        [0.5 * (row + after_row) for row, after_row in zip(knowledge, after, strict=True)]
    )


def test_own_functions_are_compiled_or_called() -> None:
    assert only_computes(candid)
    assert not only_computes(counting)
    assert not only_computes(lambda perceived, p: COUNTED)
    assert not only_computes(np.random.default_rng(1).random)


@pytest.mark.slow
def test_whole_runs_of_an_own_model() -> None:
    model = sim.Model(
        decisions=sim.Decisions(voice=candid, engage=counting), replaced={"learning.learn": pensive}
    )
    scenario = small(members={"count": 4})
    with pytest.warns(UserWarning, match=r"called as they are.*counting"):
        text, machine = both([scenario], model)
    for name, values in text.items():
        assert values.tobytes() == machine[name].tobytes(), name
    assert len(COUNTED) >= 2 * scenario.length
