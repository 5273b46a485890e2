"""A model as data: what it replaces is used, its digest tells it apart, and it reaches other processes."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pytest

import sim
from sim import contract, declared
from sim.declared import Mechanism, Parameter, Switch, Value
from sim.errors import AllianceError
from sim.interventions.action import ACTIONS, Action
from sim.mesa.model import AllianceModel
from sim.model import Model
from sim.parameters import PARAMETERS, ParameterError
from sim.rules import learning as rules
from sim.source import source_digest
from sim.start import begin
from sim.steps.conduct import behave
from sim.versions import versions

SHORT = sim.load("default").replace("length", 6)


def candid(perceived: Any, p: Any) -> Any:
    return perceived.openness * 0 + 1.0


def same(left: Any, right: Any) -> bool:
    return all(left[name].equals(right[name]) for name in left.data_vars)


def test_the_plain_model_is_what_runs_without_one() -> None:
    plain = sim.simulate(SHORT, runs=2, seed=1)
    assert same(plain, sim.simulate(SHORT, runs=2, seed=1, model=Model()))
    assert Model().plain
    assert "model_digest" not in plain.attrs


def test_a_rule_that_is_replaced_is_used_and_can_build_on_the_original() -> None:
    def forgetful(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
        return 0.5 * rules.learn(knowledge, learning, joint, shown, contact, distance, p)

    model = Model(replaced={"learning.learn": forgetful})
    contract.check_rule(forgetful, like=rules.learn)
    contract.two_faces(SHORT, model)
    plain, other = (sim.simulate(SHORT, runs=2, seed=1, model=m) for m in (None, model))
    assert (other.knowledge[:, 0] < plain.knowledge[:, 0]).all()
    assert same(plain, sim.simulate(SHORT, runs=2, seed=1)), "the rule is back in its place"


def test_a_step_that_is_replaced_is_used_by_both_faces() -> None:
    def distrustful(now, levers, sensed, plan, meeting, clashes):  # type: ignore[no-untyped-def]
        conduct = behave(now, levers, sensed, plan, meeting, clashes)
        return replace(conduct, trust=0.5 * conduct.trust)

    model = Model(replaced={"behave": distrustful})
    contract.two_faces(SHORT, model)
    assert float(sim.simulate(SHORT, runs=2, seed=1, model=model).trust[:, -1].max()) < 0.1
    agents = AllianceModel(SHORT, seed=1, model=model)
    for _ in range(6):
        agents.step()
    assert agents.trust < 0.1


def test_switches_of_a_model_stand_unless_the_scenario_says_otherwise() -> None:
    off = Model(parameters={"learning_on": 0})
    switched = sim.simulate(SHORT.replace("parameters.learning_on", 0), runs=2, seed=1)
    assert same(switched, sim.simulate(SHORT, runs=2, seed=1, model=off))
    on = SHORT.replace("parameters.learning_on", 1)
    assert same(sim.simulate(SHORT, runs=2, seed=1), sim.simulate(on, runs=2, seed=1, model=off))


def test_names_that_do_not_exist_are_told_with_the_nearest() -> None:
    with pytest.raises(
        AllianceError, match=r"replaces 'learning.lern'.*did you mean 'learning.learn'"
    ):
        sim.simulate(SHORT, runs=1, model=Model(replaced={"learning.lern": candid}))
    with pytest.raises(ParameterError, match="did you mean 'trust_on'"):
        Model(parameters={"trst_on": 0})


def test_the_digest_is_of_the_source_and_of_what_it_holds() -> None:
    def of(size: float) -> Any:
        return lambda perceived, p: perceived.openness * 0 + size

    one, again, other = (Model(decisions=sim.Decisions(voice=of(x))) for x in (0.1, 0.1, 0.2))
    assert one.digest == again.digest != other.digest
    assert Model().digest == Model().digest != one.digest
    assert Model(parameters={"trust_on": 0}).digest != Model().digest
    assert (
        Model(replaced={"learning.learn": candid}).digest
        != Model(decisions=sim.Decisions(voice=candid)).digest
    )
    assert replace(one, parameters={"trust_on": 0}).digest != one.digest
    assert sim.simulate(SHORT, runs=1, model=one).attrs["model_digest"] == one.digest


def test_the_digest_is_of_what_makes_results_not_of_the_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path(sim.__file__).parent
    copy = Path(shutil.copytree(own, tmp_path / "sim"))
    texts = {
        place: (copy / place).read_text()
        for place in ("rules/learning.py", "month.py", "contract/laws.py", "odd.py")
    }
    moved = {}
    for place, text in texts.items():
        (copy / place).write_text(text + "# more\n")
        moved[place] = source_digest.__wrapped__(copy) != source_digest(own)
        (copy / place).write_text(text)
    assert list(moved.values()) == [True, True, False, False]
    before = Model(parameters={"trust_on": 0}).digest
    with monkeypatch.context() as later:
        later.setattr("sim.versions._commit", lambda: "of tomorrow")
        versions.cache_clear()
        assert versions()["commit"] == "of tomorrow"
        assert Model(parameters={"trust_on": 0}).digest == before
    versions.cache_clear()
    monkeypatch.setattr("sim.model.source_digest", lambda: "another")
    assert Model(parameters={"trust_on": 0}).digest != before


MODULE = """
import helper
from sim import Decisions, Model


def voice(perceived, p):
    return perceived.openness * 0 + helper.much()


model = Model(decisions=Decisions(voice=voice))
number = 1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mine.py").write_text(MODULE)
    (tmp_path / "helper.py").write_text("def much():\n    return 0.9\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    for name in ("mine", "helper"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


def elsewhere(sent: bytes, folder: Path) -> str:
    """What another process says of a model that was sent to it."""
    code = (
        f"import os, pickle\nos.chdir({str(folder)!r})\nimport sim\n"
        f"model = pickle.loads({sent!r})\n"
        "result = sim.simulate('default', runs=1, seed=1, model=model)\n"
        "print(model.digest, float(result.openness.sum()), float(result.knowledge.sum()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def here(model: Model) -> str:
    result = sim.simulate("default", runs=1, seed=1, model=model)
    return f"{model.digest} {float(result.openness.sum())} {float(result.knowledge.sum())}"


@pytest.mark.slow
def test_a_model_of_a_module_goes_by_its_reference(folder: Path) -> None:
    model = Model.load("mine:model")
    assert model.reference == "mine:model"
    assert not model.plain
    sent = pickle.dumps(model)
    assert b"much" not in sent
    assert elsewhere(sent, folder) == here(model)
    assert replace(model, parameters={"trust_on": 0}).reference is None


def test_a_worker_whose_source_differs_refuses(folder: Path) -> None:
    sent = pickle.dumps(Model.load("mine:model"))
    (folder / "helper.py").write_text("def much():\n    return 0.1\n")
    assert "model 'mine:model' is another here than where it was sent from" in elsewhere(
        sent, folder
    )


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("mine", "module:name"),
        ("mine:modl", "did you mean 'model'"),
        ("mine:number", "is a int, allowed is a sim.Model"),
        ("nowhere:model", "cannot be imported"),
    ],
)
def test_a_reference_that_does_not_lead_to_a_model_is_told(
    folder: Path, reference: str, told: str
) -> None:
    with pytest.raises(AllianceError, match=told):
        Model.load(reference)


NOTEBOOK = """
import pickle, sys
from dataclasses import dataclass
from typing import Annotated
import sim
from sim.declared import Mechanism, Parameter, Switch, Value
from sim.interventions.action import Action

@dataclass(frozen=True)
class ShoutingParameters(Mechanism):
    shouting_on: Annotated[Value, Switch("off: nobody shouts")] = 1.0
    loudness: Annotated[Value, Parameter("1", 0, 1, "how loud", "assumption")] = 0.5

class Retreat(Action):
    code, name, dutch = "retreat", "go on a retreat", "op de hei"
    moves = {"openness": 0.3}

def voice(perceived, p):
    return perceived.openness * 0 + p(ShoutingParameters).loudness

def swift(knowledge, learning, joint, shown, contact, distance, p):
    return 0.5 + 0.5 * knowledge

model = sim.Model(
    decisions=sim.Decisions(voice=voice), replaced={"learning.learn": swift},
    actions=(Retreat,), mechanisms=(ShoutingParameters,),
)
result = sim.simulate("default", runs=1, seed=1, model=model)
told = f"{model.digest} {float(result.openness.sum())} {float(result.knowledge.sum())}"
sys.stdout.buffer.write(pickle.dumps((told, pickle.dumps(model))))
"""


@pytest.mark.slow
def test_a_model_of_a_notebook_goes_by_value_with_all_that_is_its_own(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NOTEBOOK], capture_output=True, check=True)
    told, sent = pickle.loads(done.stdout)
    assert elsewhere(sent, tmp_path) == told


def test_without_cloudpickle_a_model_of_a_notebook_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    with pytest.raises(AllianceError, match=r"pip install cloudpickle, or put it in a file"):
        pickle.dumps(Model(decisions=sim.Decisions(voice=lambda perceived, p: perceived.openness)))
    assert pickle.loads(pickle.dumps(Model(parameters={"trust_on": 0}))).parameters == {
        "trust_on": 0
    }


@dataclass(frozen=True)
class WhisperParameters(Mechanism):
    """A mechanism that is off by default."""

    whisper_on: Annotated[Value, Switch("off: nobody whispers")] = 0.0
    softness: Annotated[Value, Parameter("1", 0, 1, "how softly", "assumption")] = 0.25


declared.forget(WhisperParameters)  # known in the test that uses it alone


def test_a_mechanism_of_ones_own_is_a_parameter_table_away(monkeypatch: pytest.MonkeyPatch) -> None:
    declared.register(WhisperParameters)
    try:
        assert PARAMETERS["whisper_on"].default == 0.0
        seen = []

        def voice(perceived: Any, p: Any) -> Any:
            own = p(WhisperParameters)
            seen.append(own.softness)
            return perceived.openness * 0 + own.softness * own.whisper_on

        model = Model(decisions=sim.Decisions(voice=voice), mechanisms=(WhisperParameters,))
        loud = SHORT.replace("parameters.softness", 0.75).replace("parameters.whisper_on", 1)
        assert float(sim.simulate(SHORT, runs=1, model=model).openness[0, 0, 0]) < 0.2
        assert float(sim.simulate(loud, runs=1, model=model).openness[0, 0, 0]) > 0.6
        assert {np.unique(value)[0] for value in seen} == {0.25, 0.75}
    finally:
        declared.forget(WhisperParameters)
    assert "whisper_on" not in PARAMETERS


def test_an_action_that_travels_is_known_where_it_arrives() -> None:
    class Outing(Action):
        """A day out."""

        code, name, dutch = "outing", "go out", "op stap"
        moves = {"openness": 0.2}

    try:
        sent = pickle.dumps(Model(actions=(Outing,)))
        del ACTIONS["outing"]
        assert pickle.loads(sent).actions == (ACTIONS["outing"],)
    finally:
        ACTIONS.pop("outing", None)


def test_runs_have_the_draw_of_their_number_whatever_the_batch() -> None:
    draws = ({"trust_rate": 0.02}, {"trust_rate": 0.3}, {"trust_rate": 0.1})
    scenario = sim.load("default").replace("length", 12)
    spread = sim.simulate(scenario, runs=7, seed=1, model=Model(draws=draws))
    for number in (0, 4, 5):
        fixed = Model(parameters=draws[number % 3])
        one = sim.simulate(scenario, runs=1, seed=1, model=fixed, first_run=number)
        assert np.array_equal(one.trust[0], spread.trust[number], equal_nan=True)


def test_what_a_scenario_says_stands_over_a_draw() -> None:
    scenario = sim.load("default").replace("length", 12)
    spread = Model(draws=({"trust_rate": 0.02}, {"trust_rate": 0.3}))
    said = scenario.replace("parameters.trust_rate", 0.1)
    as_said, alone = (
        sim.simulate(said, runs=2, seed=1, model=model) for model in (spread, Model())
    )
    assert np.array_equal(as_said.trust, alone.trust, equal_nan=True)
    both = begin([scenario, said], np.array([0, 1, 0]), np.array([1, 1, 2]), 1, spread)
    assert both.parameters["trust_rate"].tolist() == [0.3, 0.1, 0.02]


def test_draws_are_part_of_what_a_model_is() -> None:
    one, other = (Model(draws=({"trust_rate": rate},)) for rate in (0.1, 0.2))
    assert len({Model().digest, one.digest, other.digest}) == 3
    assert not one.plain
    assert pickle.loads(pickle.dumps(one)).draws == one.draws
    with pytest.raises(AllianceError, match="not all of the same"):
        Model(draws=({"trust_rate": 0.1}, {"gossip": 0.1}))
    with pytest.raises(AllianceError, match="trust_rat"):
        Model(draws=({"trust_rat": 0.1},))
