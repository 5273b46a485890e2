"""What a sweep can write itself of a paper's methods section, from its provenance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import AllianceError

if TYPE_CHECKING:
    from experiments.sweeps.factors import Axis
    from experiments.sweeps.store import Store


def methods(store: Store | str | Path) -> str:
    """The paragraph of a paper's methods section that a sweep can write itself, from its provenance.

    Args:
        store: a store of a sweep, or its folder; it must be complete.

    Returns:
        One paragraph in Markdown.

    Raises:
        AllianceError: when runs are still to do: a paper reports on finished ones.
    """
    from experiments.sweeps.store import Store

    store = store if isinstance(store, Store) else Store(store)
    study, status = store.study, store.status(read=False)
    if not status.complete:
        raise AllianceError(
            f"{store.folder}: {status.pending} of {status.runs} runs are still to do"
        )
    about = store.provenance
    factors = "; ".join(_factor(axis) for axis in study.axes())
    commits = " and ".join(_commit(commit) for commit in status.versions.get("commit", ()))
    failed = f" {status.failed} runs failed and are left out." if status.failed else ""
    model = ""
    if digest := about.get("model_digest"):
        name = about["model"] or "a model of our own"
        model = (
            f" Runs are of {name} (SHA-256 {digest[:12]}), which differs from the shipped model."
        )
    shared = not any(block.stride for block in store.plan.blocks)
    chance = (
        "run k meets the same chance at every point (common random numbers)"
        if shared
        else "each point meets chance of its own"
    )
    return (
        f"We used the alliance laboratory, version {about['alliance_lab']} ({commits}), an agent-based "
        "model of alliances of organisations, described by the ODD protocol (Grimm et al. 2020) in "
        f'docs/odd.md of that version.{model} The base scenario is "{study.base().title}" (SHA-256 '
        f"{about['scenario'][:12]}), run for {study.base().length} months. We varied {factors}. The "
        f"design is {_DESIGNS.get(study.design, study.design)} of {status.points} points with "
        f"{status.replicates} replicates each, {status.runs:,} runs in all, with seed {study.seed}; "
        f"{chance}.{failed} Outcomes kept are {', '.join(study.keep.columns())}. "
        f"Software: Python {about['python']} and NumPy {about['numpy']} on {about['machine']}. Study "
        f"(SHA-256 {about['study'][:12]}), points, results and their checksums are in the data "
        "supplement, from which `alliance reproduce` computes any single run again. To be cited: the "
        "software as CITATION.cff of that version says, Grimm et al. (2020) for ODD, and for the theory de "
        "Wit (2017) and the brochure of De Beuk; docs/references.md has them in full."
    )


_DESIGNS = {
    "grid": "a full grid",
    "latin-hypercube": "a Latin hypercube",
    "sobol": "a Sobol sequence",
    "saltelli": "Saltelli's",
    "morris": "Morris'",
    "csv": "a table",
    "phase-diagram": "chosen round by round near the edge, a phase diagram",
}


def _factor(axis: Axis) -> str:
    reach = ", ".join(map(str, axis.values)) or f"{axis.low:g} to {axis.high:g}"
    return f"{axis.name} ({reach})"


def _commit(told: str) -> str:
    if told.endswith("+"):
        return f"commit {told[:12]} with changes that are in no commit"
    return f"commit {told[:12]}"
