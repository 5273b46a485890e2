"""A directory that holds a study and its results, readable without this package.

    study.toml          what was asked, the scenario in full
    provenance.json     versions when it was made and of what computed it, commit, digests
    points.parquet      one row a point: its factors
    plan.json           which runs there are, in which chunks; digests of study and points
    chunks/000000.parquet   one row a run: point, run, outcomes; for failed runs stage and error
    paths/000000.parquet    one row a run and month, when courses are kept
    checks/000000.json      checksums; a chunk counts as done when its files agree with them
    results.parquet     everything in order, written when all is done
    checks/results.json     its checksum, and which chunks it was made of

The inputs are written first, and every file whole or not at all. Whoever reads a file compares it
with its checksum; the JSON files hold their own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps.design import Columns, alliance_sizes, design, size
from experiments.sweeps.factors import Variations
from experiments.sweeps.files import table_of_rows
from experiments.sweeps.lock import holder
from experiments.sweeps.plan import AllianceSizes, Layout, Plan
from experiments.sweeps.points import (
    ANEW,
    packed_points,
    points_digest,
    read_points,
    require_pyarrow,
)
from experiments.sweeps.status import Check, DamagedError, Status, StoreError, versions_of
from experiments.sweeps.study import MOST_RUNS, Study, load_study
from experiments.sweeps.worker import ChunkResult, ChunkTask, StudySpec
from sim.errors import AllianceError
from sim.files import FileError, digest, sealed, unsealed, write_whole
from sim.model import Model
from sim.versions import versions

FORMAT = 3
"""Counts up when files of a store change so that an older reader would misread them."""
MOST_POINTS = 100_000_000
"""Points of a store: their table has to fit in memory."""


class Store:
    """A store on disk.

    Args:
        folder: where it is.
        model: the model of its runs, where its study names none and it is not the shipped one.

    Attributes:
        plan, study, points, sizes: what was asked.
        provenance: what provenance.json says.

    Raises:
        StoreError: when there is no store there, or its inputs are damaged.
    """

    def __init__(self, folder: str | os.PathLike[str], model: Model | None = None) -> None:
        require_pyarrow()
        self.folder = Path(folder)
        self._model = model
        if not (self.folder / "plan.json").is_file():
            raise StoreError(f"{self.folder}: no store of a sweep here")
        content = self._input("plan.json")
        if content.get("format") != FORMAT:
            raise StoreError(
                f"{self.folder}: is a store of format {content.get('format')}, made by another version "
                f"of this package; this one reads format {FORMAT}"
            )
        self.plan = Plan.from_dict(content["plan"])
        try:
            self.study = load_study(self.folder / "study.toml", runnable=False)
        except AllianceError as error:
            raise StoreError(f"{error}; {ANEW}") from None
        if self.study.digest() != content["study"]:
            raise StoreError(
                f"{self.folder / 'study.toml'}: is not the study of this store any more; {ANEW}"
            )
        self.provenance = self._input("provenance.json")
        if self.provenance.get("study") != content["study"]:
            raise StoreError(f"{self.folder / 'provenance.json'}: is of another study; {ANEW}")
        table = read_points(self.folder / "points.parquet", self.plan.points)
        if points_digest(table) != content["points"]:
            raise StoreError(f"{self.folder / 'points.parquet'}: is damaged; {ANEW}")
        self.sizes = AllianceSizes.of_columns(table)
        table.pop("point")
        self.points: Columns = table
        self.layout = Layout(self.plan, self.sizes)

    def _input(self, name: str) -> dict[str, Any]:
        """The content of a JSON file that the store cannot do without."""
        file = self.folder / name
        try:
            return unsealed(file)
        except FileNotFoundError:
            raise StoreError(f"{file}: is gone; {ANEW}") from None
        except FileError as error:
            raise StoreError(f"{error}; {ANEW}") from None

    @classmethod
    def create(
        cls,
        study: Study,
        folder: str | os.PathLike[str],
        chunk: int | None = None,
        model: Model | None = None,
    ) -> Store:
        """Make a store: all inputs are written, nothing is run.

        Args:
            study: the study.
            folder: a folder that does not exist or is empty.
            chunk: runs in a chunk; left out: as suits the size of the alliance. It changes no result.
            model: what is run, if not what the study names.

        Raises:
            StoreError: when something else is in the folder.
        """
        require_pyarrow()
        study, run = study.with_model(model), model or study.load_model()
        path = Path(folder)
        if path.exists() and (not path.is_dir() or _foreign(path)):
            raise StoreError(f"{path}: is there already and is no store of a sweep")
        axes, variations = study.axes(), Variations(study.base())
        count = size(study, axes)
        _must_fit(study, count, 0 if study.shared_chance else count * study.replicates)
        for name in ("chunks", "checks", *(["paths"] if study.keep.paths else [])):
            (path / name).mkdir(parents=True, exist_ok=True)
        points = design(study, axes)
        sizes = alliance_sizes(points, axes, variations)
        stride = 0 if study.shared_chance else study.replicates
        plan = Plan((), chunk or 0).with_block(
            0, count, 0, study.replicates, sizes, study.keep, stride
        )
        kept = study
        if study.rows:
            write_whole(path / "points.csv", table_of_rows(study.rows))
            kept = study.model_copy(update={"file": "points.csv"})
        write_whole(path / "study.toml", kept.to_toml())
        about = {
            "study": kept.digest(),
            "scenario": kept.base().digest(),
            "seed": study.seed,
            **versions(),
            "computed_by": {},
        }
        if not run.plain:
            about |= {"model": run.reference or "", "model_digest": run.digest}
        write_whole(path / "provenance.json", sealed(about))
        _write_plan(path, points, sizes, kept, plan)
        return cls(path, model)

    @cached_property
    def model(self) -> Model:
        """The model that all its runs are of.

        Raises:
            AllianceError: when it is not there, or another than the one of the runs that are done.
        """
        found = self._model or self.study.load_model()
        there = self.provenance.get("model_digest", "")
        here = "" if found.plain else found.digest
        if here == there:
            return found
        if not here:
            raise StoreError(
                f"{self.folder}: is of a model made on the spot (SHA-256 {there[:12]}): give it again, "
                "as model=…"
            )
        if not there:
            raise StoreError(f"{self.folder}: is of the shipped model, and another is given")
        raise StoreError(
            f"{self.folder}: is of another model: SHA-256 {here[:12]} here and {there[:12]} there; its "
            "source, or that of sim, has changed"
        )

    def with_study(self, study: Study) -> Store:
        """Write down a study that is the same but for what may change, such as when to stop.

        Returns:
            The store as it is now.
        """
        self.require_same_study(study)
        if study != self.study:
            write_whole(self.folder / "study.toml", study.to_toml())
        return Store(self.folder, self._model)

    def grown(self, points: Columns, sizes: AllianceSizes, plan: Plan) -> Store:
        """Write down more than was planned before.

        Args:
            points: all of them, a column for each factor.
            sizes: of their alliances.
            plan: all that is to be run.

        Returns:
            The store as it is now.
        """
        _must_fit(self.study, plan.points, plan.next_number)
        (self.folder / "results.parquet").unlink(missing_ok=True)
        _write_plan(self.folder, points, sizes, self.study, plan)
        return Store(self.folder, self._model)

    def require_same_study(self, study: Study) -> None:
        """Check that this is the store of a study.

        Raises:
            StoreError: naming the first difference.
        """
        difference = study.difference(self.study)
        if difference:
            ways = " (to extend it: --add-replicates, --add-points)"
            hint = ways if difference.startswith(("replicates", "points")) else ""
            raise StoreError(f"{self.folder}: is the store of another study: {difference}{hint}")

    # -- chunks -------------------------------------------------------------------------------
    def task(self, chunk: int) -> ChunkTask:
        """The runs of a chunk with all that a worker needs to know of their points."""
        points, runs = self.layout.rows(chunk)
        ids = np.unique(points)
        return ChunkTask(
            chunk, points, runs, {name: column[ids] for name, column in self.points.items()}
        )

    @cached_property
    def spec(self) -> StudySpec:
        """What all chunks have in common."""
        return StudySpec.of(self.study, self.model)

    def write(self, result: ChunkResult) -> None:
        """Write a finished chunk: its tables first, then the checksums that make it count."""
        for name, table in result.tables.items():
            write_whole(self.file(name, result.chunk), table)
        check = {
            "tables": result.checksums(),
            "runs": result.runs,
            "failed": result.failed,
            "versions": result.versions,
        }
        write_whole(self._check(result.chunk), sealed(check))

    def file(self, table: str, chunk: int) -> Path:
        """The file of a chunk's table."""
        return self.folder / table / f"{chunk:06d}.parquet"

    def check(self, chunk: int, read: bool = True) -> Check | None:
        """What a chunk's check says; None when it is not done.

        Args:
            chunk: its number.
            read: also read its files and compare them with their checksums.

        Raises:
            DamagedError: when its files do not agree with their checksums.
        """
        sums = self._sums(chunk)
        if sums is None:
            return None
        known, checksums = sums
        for name in checksums:
            if read:
                self.read(name, chunk)
            elif not self.file(name, chunk).is_file():
                raise self._damaged(self.file(name, chunk), "is gone")
        return known

    def read(self, table: str, chunk: int) -> bytes:
        """The file of a table of a chunk that is done, compared with its checksum.

        Raises:
            DamagedError: when it is not as it was written.
        """
        file, sums = self.file(table, chunk), self._sums(chunk)
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            raise self._damaged(file, "is gone") from None
        if sums is None or digest(content) != sums[1][table]:
            raise self._damaged(file, "is damaged")
        return content

    def state(self) -> str:
        """SHA-256 of what is planned and done: changes with every chunk."""
        sums = [self._sums(chunk) for chunk in range(self.layout.chunks)]
        done = [None if known is None else known[1] for known in sums]
        return digest(sealed({"plan": self.plan.to_dict(), "done": done}))

    def note_software(self, found: Mapping[str, Sequence[str]]) -> None:
        """Write into provenance.json which software computed what is done."""
        computed_by = {name: list(every) for name, every in found.items()}
        if self.provenance["computed_by"] != computed_by:
            self.provenance = {**self.provenance, "computed_by": computed_by}
            write_whole(self.folder / "provenance.json", sealed(self.provenance))

    def _sums(self, chunk: int) -> tuple[Check, dict[str, str]] | None:
        """What a chunk's check says, with the checksum of each table; None when it is not done."""
        file = self._check(chunk)
        try:
            content = unsealed(file)
        except FileNotFoundError:
            return None
        except FileError:
            raise self._damaged(file, "is damaged") from None
        known = Check(content["runs"], content["failed"], content["versions"])
        wanted = {"chunks", "paths"} if self.study.keep.paths else {"chunks"}
        if known.runs != self.layout.runs(chunk) or set(content["tables"]) != wanted:
            raise self._damaged(file, "is not of this plan")
        return known, content["tables"]

    def _damaged(self, file: Path, what: str) -> DamagedError:
        return DamagedError(f"{file}: {what}; alliance sweep {self.folder} computes it again")

    def survey(self, read: bool = True) -> tuple[dict[int, Check], tuple[int, ...]]:
        """All chunks that are done, and those that are damaged.

        Args:
            read: also compare all files with their checksums.
        """
        done: dict[int, Check] = {}
        damaged = []
        for chunk in range(self.layout.chunks):
            try:
                known = self.check(chunk, read)
            except DamagedError:
                damaged.append(chunk)
                continue
            if known is not None:
                done[chunk] = known
        return done, tuple(damaged)

    def status(self, read: bool = True) -> Status:
        """How far the store is.

        Args:
            read: also compare all files with their checksums.
        """
        done, damaged = self.survey(read)
        return Status(
            title=self.study.title,
            points=self.plan.points,
            replicates=self.plan.replicates,
            runs=self.plan.runs,
            done=sum(known.runs for known in done.values()),
            failed=sum(known.failed for known in done.values()),
            chunks=self.layout.chunks,
            chunks_done=len(done),
            damaged=damaged,
            versions=versions_of(done),
            worker=holder(self.folder),
        )

    def _check(self, chunk: int) -> Path:
        return self.folder / "checks" / f"{chunk:06d}.json"


def _must_fit(study: Study, points: int, numbers: int) -> None:
    """Refuse more points than fit in memory, or more run numbers than there are."""
    if points > MOST_POINTS:
        raise StoreError(f"{study.title}: {points:,} points are too many: at most {MOST_POINTS:,}")
    if numbers > MOST_RUNS:
        raise StoreError(
            f"{study.title}: {numbers:,} run numbers are too many: there are {MOST_RUNS:,}; points that "
            'share their chance (chance = "common") need fewer'
        )


def _write_plan(
    folder: Path, points: Columns, sizes: AllianceSizes, study: Study, plan: Plan
) -> None:
    """Write the points, then the plan that makes them count."""
    columns = {"point": np.arange(plan.points), **points, **sizes.columns()}
    write_whole(folder / "points.parquet", packed_points(columns))
    content = {
        "format": FORMAT,
        "study": study.digest(),
        "points": points_digest(columns),
        "plan": plan.to_dict(),
    }
    write_whole(folder / "plan.json", sealed(content))


def _foreign(folder: Path) -> bool:
    """Whether a folder holds something else than what a store that was not finished left."""
    ours = {"chunks", "checks", "paths", "study.toml", "provenance.json", "lock"}
    ours |= {"points.parquet", "points.csv"}
    return any(
        entry.name not in ours and not entry.name.startswith((".", "lock."))
        for entry in folder.iterdir()
    )
