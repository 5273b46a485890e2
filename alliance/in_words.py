"""One door to results in words: `alliance.describe(result)`."""

from __future__ import annotations

from functools import singledispatch

from alliance.summary import Summary
from alliance.words import advice, comparison, phase_diagram, scenario, summary, tipping
from alliance.words.language import Language
from experiments.advice.advise import Advice
from experiments.compare import Comparison
from experiments.phase_diagrams.adaptive import PhaseDiagram
from experiments.phase_diagrams.tipping import Tipping
from sim.errors import AllianceError
from sim.scenarios import Scenario


@singledispatch
def describe(found: object, language: Language = "en") -> str:
    """What was found, in plain words; the first sentence is the one that matters.

    Args:
        found: a comparison, advice, a tipping point, a phase diagram, a summary of an ensemble, or a
            scenario.
        language: ``en`` or ``nl``.

    Raises:
        AllianceError: for anything else.
    """
    known = ", ".join(one.__name__ for one in describe.registry if one is not object)
    raise AllianceError(f"{type(found).__name__}: cannot be described; what can: {known}")


describe.register(Advice, advice.describe)
describe.register(Comparison, comparison.describe)
describe.register(PhaseDiagram, phase_diagram.describe)
describe.register(Summary, summary.describe)
describe.register(Scenario, scenario.describe)
describe.register(Tipping, tipping.describe)
