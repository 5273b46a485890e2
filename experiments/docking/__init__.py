"""Docking: published models rebuilt beside ours, and what ours reduces to in a limit that is stated.

    python -m experiments.docking --out docs/docking.md       the tables of docs/docking.md

Axtell, Axelrod, Epstein & Cohen (1996) call two models docked when one can produce the other's results. Here
each published model is first held against its own known numbers (`march`, `landscape`;
`experiments.transitions.systems.hierarchy` for rank), then our rule is run where it should be the same.
"""

from __future__ import annotations
