"""The laws of meaning L1 to L19 in their fast form: the model keeps what it is said to keep.

Each claim is a bound at 99 %, one-sided, on fixed seeds; the full form is `python -m experiments.laws`, whose
table is docs/laws.md. What the model does not keep is named in `experiments.laws.NOT_KEPT`, and a
claim there that begins to hold fails here, so that it is noticed. Laws whose claims need many runs have
the full form only.
"""

from __future__ import annotations

import pytest

from experiments.laws import LAWS, NOT_KEPT, ensembles
from sim.scenarios import Scenario, load

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("code", [code for code, law in LAWS.items() if law.fast])
def test_laws_are_kept(code: str) -> None:
    law = LAWS[code]
    claims = [claim for claim in law.claims(law.fast) if not claim.reported]
    assert claims, f"{code} claims nothing"
    failing = {claim.name: claim.measured for claim in claims if not claim.held}
    broken = {name: m for name, m in failing.items() if name not in NOT_KEPT}
    kept = [c.name for c in claims if c.name in NOT_KEPT and c.held]
    assert not broken, f"no longer kept: {broken}"
    assert not kept, f"kept now, take it out of NOT_KEPT: {kept}"


def test_names_of_what_is_not_kept_are_claims() -> None:
    codes = {code.rstrip("abc") for code in LAWS}
    assert {name.split()[0] for name in NOT_KEPT} <= codes


@pytest.mark.parametrize(
    ("code", "parameter", "value", "claim"),
    [
        ("L17", "action_step", 0.0, "L17 D1"),
        ("L10", "trust_rate", 0.0, "L10 conduct"),
        ("L9b", "clash_hours", 0.0, "L9 hours"),
        ("L16", "belief_rate", 0.0, "L16 follows"),
    ],
)
def test_a_law_fails_in_a_model_that_breaks_it(
    code: str, parameter: str, value: float, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> Scenario:
        return ensembles.alter(load(name), {f"parameters.{parameter}": value})

    monkeypatch.setattr(ensembles, "load", broken)
    held = {c.name: c.held for c in LAWS[code].claims(16)}
    assert not held[claim]
