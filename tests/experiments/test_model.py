"""A model of one's own goes through everything that is asked of many runs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from experiments.advice.actions import effects_of_actions
from experiments.advice.advise import advise
from experiments.advice.brochure import evaluate
from experiments.calibration.design import run
from experiments.compare import compare
from experiments.ensembles import runs_of
from experiments.patterns import PATTERNS, Asked
from experiments.phase_diagrams.tipping import outcome_of, tipping
from experiments.world.comparison import compare as held_against
from experiments.world.targets import FITTED
from sim.model import Model
from sim.parameters import PARAMETERS

pytestmark = pytest.mark.slow

SHORT = sim.load("default").replace("members.count", 3).replace("length", 18)


def candid(perceived: Any, p: Any) -> Any:
    """Say everything."""
    return perceived.openness * 0 + 1.0


CANDID = Model(decisions=sim.Decisions(voice=candid))


def actions(model: Model | None) -> object:
    found = effects_of_actions(SHORT, 4, 1, actions=["D1"], budget=4.0, model=model)
    return found.trials.outcomes["trust"].tolist()


def calibrated(model: Model | None) -> object:
    with tempfile.TemporaryDirectory() as folder:
        seen = run(Path(folder), 8, 1, 1, targets=FITTED[:1], workers=1, model=model)
    return [observed.value.tolist() for observed in seen.observed]


ASKED: dict[str, Callable[[Model | None], object]] = {
    "ensembles": lambda model: runs_of(SHORT, 3, 1, model)["openness"].tolist(),
    "compare": lambda model: (
        compare(SHORT, SHORT.replace("division", "need"), runs=4, seed=1, model=model).effects
    ),
    "actions": actions,
    "advise": lambda model: (
        advise(SHORT, 2.0, 20, 3, outcome="trust", model=model).frame().to_csv()
    ),
    "brochure": lambda model: (
        evaluate(SHORT, 2, 1, outcome="trust", model=model).trials.outcomes["trust"].tolist()
    ),
    "tipping": lambda model: outcome_of(
        [SHORT], np.arange(4), 1, "trust", lambda _: None, model
    ).tolist(),
    "world": lambda model: [one.model for one in held_against(6, 1, model, nulls=())],
    "calibration": calibrated,
    "patterns": lambda model: PATTERNS["P10"](Asked(6, 1, model or Model(), nulls=False)),
}


@pytest.mark.parametrize("name", ASKED)
def test_it_is_used_and_the_plain_model_is_as_without(name: str) -> None:
    ask = ASKED[name]
    plain, own = ask(None), ask(CANDID)
    assert repr(plain) != repr(own)
    assert repr(ask(Model())) == repr(plain)


def test_tipping_makes_its_runs_with_it() -> None:
    fleeing = Model(parameters={"home_exit": PARAMETERS["home_exit"].high})
    stay, flee = (
        tipping(SHORT, runs=150, seed=4, observable="survived", model=model).curve.share.mean()
        for model in (None, fleeing)
    )
    assert flee < 0.5 < stay
