"""What commands share: their arguments, progress, and files that come together or not at all."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from alliance.words.language import Language
    from sim.model import Model
    from sim.scenarios import Scenario

WIDTH = 80
"""Signs in a line of text."""

Name = Annotated[
    str,
    Parameter(help="name of a shipped scenario, a scenario file, or a member table (.csv, .xlsx)"),
]
Change = Annotated[
    list[str] | None,
    Parameter(
        name="--set",
        negative="",
        help="change one thing in every scenario that is named: PATH=VALUE, for instance "
        "start.trust.mean=0.2, division=equal, length=60; may be given again",
    ),
]

Speech = Annotated[
    Literal["en", "nl"] | None,
    Parameter(
        name="--language", help="English or Dutch; if not given that of the table, else English"
    ),
]


ModelName = Annotated[
    str | None,
    Parameter(
        name="--model", help="module:name of a model of your own (a sim.Model), in this folder"
    ),
]


ParameterChoice = Literal["best", "posterior"]
ParametersFrom = Annotated[
    ParameterChoice,
    Parameter(
        name="--parameters",
        help="fitted parameters: best, the defaults; posterior, a set for each run, drawn from what fits "
        "the data as well",
    ),
]


def model_from(
    given: str | None, parameters: ParameterChoice = "best", most: int | None = None
) -> Model | None:
    """The model that a command names; it comes before the scenario, which may name its actions.

    Args:
        given: module:name, or None for the shipped one.
        parameters: where its fitted parameters come from.
        most: sets of parameters to use, if not all that ship.

    Raises:
        AllianceError: for one that is not there or is no model.
    """
    from sim.model import Model

    own = None if given is None else Model.load(given)
    if parameters == "best":
        return own
    from experiments.calibration.uncertainty import uncertain

    return uncertain(own, most)


def language_from(name: str, given: Language | None) -> Language:
    """The language to answer in: what is asked for, else that of a member table, else English."""
    from alliance.tables import is_table, language_of

    if given is not None:
        return given
    for file in (name, name.rpartition(":")[0]):  # 'ours.xlsx:cut' is a variant of a table
        if is_table(file) and Path(file).is_file():
            return language_of(file)
    return "en"


def scenario_from(name: str, changes: list[str] | None) -> Scenario:
    """The scenario that a command names, with what --set changes.

    Args:
        name: shipped scenario, variant such as ``wash:cut``, or file.
        changes: as given with --set, each PATH=VALUE.

    Raises:
        AllianceError: for anything the user can mend.
    """
    from sim.scenarios.variants import resolve

    return resolve(name, changes_from(changes))


def changes_from(given: list[str] | None, option: str = "--set") -> list[tuple[str, Any]]:
    """What --set, or another option, says, as paths and values."""
    from sim.errors import AllianceError

    pairs = []
    for change in given or []:
        path, equals, text = change.partition("=")
        if not equals:
            raise AllianceError(
                f"{option} {change}: write PATH=VALUE, such as start.trust.mean=0.2"
            )
        pairs.append((path.strip(), _value(text.strip())))
    return pairs


def _value(text: str) -> Any:
    """A value as in a scenario file; words need no quotes."""
    import tomllib

    try:
        table = tomllib.loads(f"value = {text}")
    except ValueError:  # not TOML, or a number of more digits than Python reads
        return text
    return table["value"] if len(table) == 1 else text


@contextmanager
def staged(folder: Path, *, store: bool = False) -> Iterator[Path]:
    """A folder to write to, whose files move to `folder` together once all are written.

    Without success nothing is left: what was in `folder` stays as it was, and folders made for it go.

    Args:
        folder: where the files shall be.
        store: whether it is the store of a study, whose files no other command may write over.

    Raises:
        AllianceError: when it cannot be written to, or is the store of a study and should not be.
    """
    import tempfile

    from sim.errors import AllianceError
    from sim.files import WriteError

    if not store and (folder / "plan.json").is_file():
        raise AllianceError(f"--out {folder}: holds a study; give another folder")
    for place in (folder, *folder.parents):
        if place.is_file():
            raise AllianceError(
                f"--out {folder}: cannot be written to: {place} is a file, no folder"
            )
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder) as name:
            yield Path(name)
            for file in Path(name).iterdir():
                file.replace(folder / file.name)
    except BaseException as error:
        for place in made:
            if place.is_dir() and not any(place.iterdir()):
                place.rmdir()
        if isinstance(error, WriteError):
            raise AllianceError(f"--out {folder}: cannot be written to: {error.why}") from None
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            why = error.strerror or str(error)
            raise AllianceError(f"--out {folder}: cannot be written to: {why}") from None
        raise


@contextmanager
def progress(runs: int, batch: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, silence elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("running"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        # A single batch reports only when it is done: until then the bar moves to and fro.
        task = bar.add_task("running", total=runs if runs > batch else None)
        yield lambda done: bar.update(task, completed=done, total=runs)


def exactly(text: str) -> None:
    """Print a file as it is, in UTF-8 whatever the terminal, so that it can be kept with >."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or sys.stdout.isatty():
        print(text, end="")
        return
    sys.stdout.flush()
    binary.write(text.encode("utf-8"))
    binary.flush()


def plain_streams() -> None:
    """Have signs that the terminal does not know drawn as the nearest that it does.

    A stream that was closed before we began, as by ``>&-``, is replaced by one that forgets.
    """
    codecs.register_error("alliance", _nearest_signs)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="alliance")


def drop_output() -> None:
    """Forget what was not printed yet: it cannot be."""
    with suppress(OSError, ValueError):  # a stream without a number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def written_to(folder: Path, names: Iterable[str], language: Language = "en") -> str:
    """The line that says what was written where."""
    from sim.errors import one_line

    to = {"en": "Written to", "nl": "Geschreven naar"}[language]
    return one_line(f"{to} {folder}: {', '.join(names)}")


def _nearest_signs(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "€": "EUR"}
    told = ""
    for sign in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
        told += plain.get(sign) or bare or "?"
    return told, error.end
