"""The laws of meaning L1 to L19 in their fast form: the model keeps what it is said to keep.

Each claim is a bound at 99 %, one-sided, on fixed seeds; the full form is `python -m experiments.laws`, whose
table is docs/laws.md. What the model does not keep is named in `experiments.laws.NOT_KEPT`, and a
claim there that begins to hold fails here, so that it is noticed. Laws whose claims need many runs have
the full form only.
"""

from __future__ import annotations

import pytest

from experiments.laws import LAWS, NOT_KEPT

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
