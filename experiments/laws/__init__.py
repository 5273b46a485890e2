"""The laws of meaning: what the model must keep to be what it says, measured against null models.

    python -m experiments.laws --runs 400 --out docs/laws.md        the table of docs/laws.md

A law is a function that gives claims (`experiments.laws.claims`): a number with a bound, and what the
bound must exceed, stated before it was measured. `NOT_KEPT` names what the model does not keep, with the
diagnosis; the suite notices when one of them begins to hold.
"""

from __future__ import annotations

from experiments.laws import chafing, choice, parsimony, people, skills, work, world
from experiments.laws.claims import Claim
from experiments.laws.known import NOT_KEPT
from experiments.laws.law import Law, declared

LAWS: dict[str, Law] = declared()
"""All laws by code, in order."""

__all__ = [
    "LAWS",
    "NOT_KEPT",
    "Claim",
    "Law",
    "chafing",
    "choice",
    "parsimony",
    "people",
    "skills",
    "work",
    "world",
]
