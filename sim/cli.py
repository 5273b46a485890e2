"""The command line: `alliance run`, `list`, `show`, `check`, `schema`; `sweep` and its like.

Only what a command needs is imported, and only when it runs, so that help and lists come at once.
"""

from __future__ import annotations

import codecs
import os
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, CycloptsError, Parameter

if TYPE_CHECKING:
    import xarray as xr

    from sim.scenarios import Scenario

_WIDTH = 80
_EXTRAS = {
    "SALib": "sweep", "pyarrow": "sweep", "dask": "cluster", "distributed": "cluster",
    "hmmlearn": "lab", "sklearn": "lab", "optuna": "lab",
}  # fmt: skip
"""Which extra of the package brings what a command may miss."""


def _version() -> str:
    try:
        return version("alliance-lab")
    except PackageNotFoundError:
        return "not installed"


app = App(
    name="alliance",
    version=_version,
    version_flags=["--version"],
    help="""Simulate alliances of organisations: how they chafe, learn and become productive.

First steps:

  alliance list                          which scenarios come along

  alliance run wash                      the Dutch WASH Alliance, 200 times

  alliance show wash --toml > mine.toml  a scenario of your own to start from

  alliance check mine.toml               is it in order?

  alliance run mine.toml --set start.trust.mean=0.2

Each command tells more with --help.
""",
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)


def main() -> None:
    """Run the command line; an error that the user can mend is one line and exit code 2."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(words: list[str]) -> int:
    """Run one command.

    Args:
        words: the command line after the program's name.

    Returns:
        The exit code: 0 done, 2 something for the user to mend, 130 interrupted.
    """
    _plain_streams()
    from sim.errors import AllianceError, one_line

    try:
        code = app(words, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except KeyboardInterrupt as stop:  # a sweep says in it how to go on
        return _complain(one_line(str(stop)) or "stopped; nothing half-written is left", 130)
    except CycloptsError as error:
        told = one_line(" ".join(str(error).split())).replace("Unused Tokens:", "not understood:")
        return _complain(f"{told} (see: alliance --help)", 2)
    except AllianceError as error:
        return _complain(str(error), 2)
    except MemoryError:
        return _complain("not enough memory; try fewer --runs", 2)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _complain(one_line(f"{place}{error.strerror or error}"), 2)
    except ImportError as error:
        missing = _missing(error)
        if missing not in _EXTRAS:
            raise
        extra = f"pip install 'alliance-lab[{_EXTRAS[missing]}]'"
        return _complain(f"this needs the package {missing}: {extra}", 2)
    return code if isinstance(code, int) else 0


def _complain(line: str, code: int) -> int:
    print(f"alliance: {line}", file=sys.stderr)
    return code


def _missing(error: BaseException | None) -> str:
    """The package that could not be imported, at the root of an error."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError) and error.name:
            return error.name.partition(".")[0]
        error = error.__cause__ or error.__context__
    return ""


# -- commands ---------------------------------------------------------------------------------
Name = Annotated[str, Parameter(help="name of a shipped scenario, or a scenario file")]
Change = Annotated[
    list[str] | None,
    Parameter(name="--set", negative="", help="change one thing: PATH=VALUE, for instance "
              "start.trust.mean=0.2, division=equal, members.count=5; may be given again"),
]  # fmt: skip


@app.command
def run(name: Name, /, *,
        runs: Annotated[int, Parameter(help="number of runs")] = 200,
        seed: Annotated[int, Parameter(help="seed; the same seed gives the same runs")] = 0,
        out: Annotated[Path | None, Parameter(help="folder to write to; out/NAME if not given")]
        = None, set_: Change = None) -> None:  # fmt: skip
    """Run a scenario many times: summary on the screen, picture and data in a folder.

    Into the folder go the picture (picture.png, picture.pdf), all that was computed (result.nc,
    netCDF), one row a run (outcomes.csv) and what was run (scenario.toml). They come together
    at the end or, when something goes wrong, not at all.
    """
    from sim.errors import AllianceError

    if runs < 1:
        raise AllianceError(f"--runs {runs} is not allowed: a whole number from 1")
    if not 0 <= seed < 2**64:
        raise AllianceError(f"--seed {seed} is not allowed: a whole number from 0 to 2**64 - 1")
    scenario = _scenario(name, set_)
    _fits_in_memory(scenario, runs)
    folder = out or Path("out") / Path(name).stem
    with _staged(folder) as stage:
        from sim.ensemble import batch_size, simulate
        from sim.summary import summarise

        with _progress(runs, batch_size(len(scenario.places()))) as advance:
            result = simulate(scenario, runs=runs, seed=seed, progress=advance)
        summary = summarise(result).text()
        _write(scenario, result, seed, stage)
        written = ", ".join(sorted(file.name for file in stage.iterdir()))
    print(f"{summary}\n\nWritten to {folder}: {written}")


@app.command
def compare(base: Name, /,
            *variants: Annotated[str, Parameter(help="what to compare it with: names, files, or "
                                                "BASE:VARIANT such as wash:early-facilitation")],
            runs: Annotated[int, Parameter(help="number of pairs of runs")] = 200,
            seed: Annotated[int, Parameter(help="seed of all of them")] = 0,
            out: Annotated[Path | None, Parameter(help="folder; out/compare-BASE if not given")]
            = None, set_: Change = None) -> None:  # fmt: skip
    """Compare a scenario with variants of it, run by run under the same chance.

    Prints for each outcome the paired difference with its interval, and says where the runs cannot
    tell; writes a picture, the numbers, and the scenarios. What --set says makes one more variant.
    """
    from experiments.compare import compare_command

    folder = out or Path("out") / f"compare-{Path(base).stem.replace(':', '-')}"
    changes = _changes(set_)
    count = 1 + len(variants) + bool(changes)
    with _staged(folder) as stage:
        with _progress(runs * count, runs) as advance:
            done, _ = compare_command(base, variants, changes, runs=runs, seed=seed, out=stage,
                                      progress=advance)  # fmt: skip
        from sim.plots.comparison import comparison

        comparison(done).savefig(stage / "picture.png")
        written = ", ".join(sorted(file.name for file in stage.iterdir()))
    print(f"\nWritten to {folder}: {written}")


@app.command(name="list")
def list_() -> None:
    """List the scenarios that come with the package."""
    from sim.scenarios import load, shipped

    for name in shipped():
        scenario = load(name)
        members = f"{len(scenario.places())} members"
        print(f"{name:<27} {members:>10}  {scenario.domain or ''}".rstrip())
        first = " ".join(scenario.description.split()).partition(". ")[0]
        print(textwrap.shorten(f"{scenario.title}. {first}", _WIDTH - 4, placeholder="...",
                               initial_indent="    ", subsequent_indent="    "))  # fmt: skip
    print("\nalliance show NAME tells more of one, alliance run NAME runs it.")


@app.command
def show(name: Name, /, *,
         toml: Annotated[bool, Parameter(help="print the file itself, to start one of your own",
                                         negative="")] = False) -> None:  # fmt: skip
    """Show a scenario: members, money, roles, what happens, and what is assumed."""
    from sim.scenarios.loader import text_of

    if toml:
        _exactly(text_of(name))
        return
    print("\n".join(_described(_scenario(name, None))))


@app.command
def check(file: Annotated[str, Parameter(help="a scenario file")], /) -> None:
    """Check a scenario file: says what is wrong and where, or that it is in order."""
    scenario = _scenario(file, None)
    print(f"{file}: in order ({len(scenario.places())} members, {scenario.length} months)")


@app.command
def schema(*, out: Annotated[Path | None, Parameter(help="file to write to")] = None) -> None:
    """Print the JSON schema of scenario files, for editors that complete and check."""
    import json

    from sim.scenarios import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        _exactly(text)
        return
    partial = out.with_name(out.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _add_studies() -> None:
    """Commands of the package experiments, imported only when one of them is called."""
    for name, told in (
        ("sweep", "Run a study of many scenarios, or go on with it where it stopped."),
        ("status", "Tell how far a sweep is, and what failed."),
        ("reproduce", "Run one run of a sweep again and write everything about it."),
    ):
        app.command(f"experiments.commands:{name}_command", name=name, help=told)


if find_spec("experiments") and find_spec("experiments.commands"):
    _add_studies()


# -- scenarios --------------------------------------------------------------------------------
def _scenario(name: str, changes: list[str] | None) -> Scenario:
    from sim.scenarios.variants import resolve

    scenario = resolve(name)
    for path, value in _changes(changes):
        scenario = scenario.replace(path, value)
    return scenario


def _changes(given: list[str] | None) -> list[tuple[str, Any]]:
    """What --set says, as paths and values."""
    from sim.errors import AllianceError

    pairs = []
    for change in given or []:
        path, equals, text = change.partition("=")
        if not equals:
            raise AllianceError(f"--set {change}: write PATH=VALUE, such as start.trust.mean=0.2")
        pairs.append((path.strip(), _value(text.strip())))
    return pairs


def _value(text: str) -> Any:
    """A value as in a scenario file; words need no quotes."""
    import tomllib

    try:
        table = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return table["value"] if len(table) == 1 else text


def _described(s: Scenario) -> list[str]:
    lines = [*textwrap.wrap(s.title, _WIDTH), "=" * min(len(s.title), _WIDTH)]
    for part in s.description.strip().split("\n\n"):
        lines += [*textwrap.wrap(part, _WIDTH), ""]
    lines += _fact("domain", s.domain or "not said")
    lines += _fact("length", f"{s.length} months")
    lines += _fact("money", "; ".join(_money(s)))
    lines += _fact("division", f"{s.division} (of money and credit)")
    lines += _fact("roles", "; ".join(_roles(s)) or "none")
    lines += ["", f"members ({len(s.places())})", *_members(s)]
    if s.shock or s.intervention:
        lines += ["", "what happens"]
        for shock in s.shock:
            hit = f", {shock.member}" if shock.member else ""
            lines += _item(f"month {shock.tick}: {shock.kind} of {shock.size:g}{hit}")
        for step in s.intervention:
            said = step.model_dump(by_alias=True, exclude_none=True, exclude={"action"})
            when = ", ".join(f"{key} {_brief(value)}" for key, value in said.items())
            lines += _item(f"{step.action}: {when}" if when else step.action)
    if s.parameters:
        changed = ", ".join(f"{key} = {_brief(value)}" for key, value in s.parameters.items())
        lines += ["", "parameters that differ from the default", *_item(changed)]
    for title, sentences in (("assumptions", s.assumptions), ("sources", s.sources)):
        if sentences:
            lines += ["", title]
            for sentence in sentences:
                lines += _item(sentence)
    return lines


def _fact(what: str, told: str) -> list[str]:
    return textwrap.wrap(told, _WIDTH, initial_indent=f"{what:<10}", subsequent_indent=" " * 10)


def _item(told: str) -> list[str]:
    return textwrap.wrap(told, _WIDTH, initial_indent="- ", subsequent_indent="  ",
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _money(s: Scenario) -> Iterator[str]:
    if s.fund and s.fund.start:
        yield f"{s.fund.start:,.0f} kEUR in the fund at the start"
    for grant in s.grant:
        yield (f"{grant.amount:,.0f} kEUR over {grant.months} months from month {grant.first} "
               f"({grant.amount / grant.months:,.0f} a month)")  # fmt: skip
    if not s.grant and not (s.fund and s.fund.start):
        yield "no grant and no fund: the members pay"


def _roles(s: Scenario) -> Iterator[str]:
    if s.roles.lead:
        yield f"lead party {s.roles.lead}"
    if (one := s.roles.coordinator) is not None:
        yield f"coordinator {f'of {one.member}' if one.member else '(independent)'}"
    if (one_too := s.roles.facilitator) is not None:
        whose = f"of {one_too.member}" if one_too.member else "(independent)"
        yield f"process facilitator {whose}, {one_too.capacity:g} days a month"


def _members(s: Scenario) -> Iterator[str]:
    """Members with what is said of each alone."""
    rows = (*s.member, *s.joiner)
    if not s.member:
        yield "- drawn anew for each run, all from the same distributions"
    for row in rows:
        said = row.model_dump(exclude_none=True, exclude={"name", "group", "tick"})
        joins = f", joins in month {row.tick}" if hasattr(row, "tick") else ""
        own = "; ".join(f"{key} {_brief(value)}" for key, value in said.items())
        yield from _item(f"{row.name}{f' ({row.group})' if row.group else ''}{joins}"
                         f"{f': {own}' if own else ''}")  # fmt: skip


def _brief(value: Any) -> str:
    """A quantity in few signs."""
    if isinstance(value, dict):
        return " ".join(f"{key} {_brief(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_brief(part) for part in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


# -- results ----------------------------------------------------------------------------------
def _write(scenario: Scenario, result: xr.Dataset, seed: int, folder: Path) -> None:
    """Write picture and data."""
    from sim.ensemble import simulate
    from sim.observers.outcomes import outcomes
    from sim.plots import overview
    from sim.plots.style import look
    from sim.results import save
    from sim.summary import typical_run

    save(result, folder / "result.nc")
    outcomes(result).to_dataframe().to_csv(folder / "outcomes.csv")
    (folder / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
    # Dyads of all runs would fill the disk: the one run whose network is drawn is run once more.
    dyads = simulate(scenario, runs=1, seed=seed, first_run=typical_run(result), dyads=True)
    figure = overview(result, dyads)
    figure.draw_without_rendering()  # once for both files
    figure.set_layout_engine("none")
    about = {"Title": scenario.title, "Creator": f"alliance-lab {_version()}"}
    with look():
        figure.savefig(folder / "picture.png", metadata={"Title": scenario.title})
        # Without a date the same runs give the same file.
        figure.savefig(folder / "picture.pdf", metadata={**about, "CreationDate": None})


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A folder to write to, whose files move to `folder` together once all are written.

    Without success nothing is left: what was in `folder` stays as it was, and folders made for it go.
    """
    import tempfile

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
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            from sim.errors import AllianceError

            reason = error.strerror or str(error)
            raise AllianceError(f"--out {folder}: cannot be written to: {reason}") from None
        raise


def _fits_in_memory(scenario: Scenario, runs: int) -> None:
    """Refuse now what the machine would only give up on after long."""
    from sim.errors import AllianceError
    from sim.results import VARIABLES

    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # this system does not tell
        return
    size = {"alliance": 1, "member": len(scenario.places()), "dyad": 0}
    numbers = sum(size[variable.level] for variable in VARIABLES.values())
    bytes_a_run = 2 * 8 * numbers * scenario.length  # twice: batches, and their join
    if runs * bytes_a_run > memory:
        most = f"{memory // bytes_a_run:,}"
        raise AllianceError(f"--runs {runs} is not allowed: at most about {most} fit in memory here; "
                            "alliance sweep runs more")  # fmt: skip


# -- the terminal -----------------------------------------------------------------------------
@contextmanager
def _progress(runs: int, batch: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, silence elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("running"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True,
                  disable=not console.is_terminal) as bar:  # fmt: skip
        # A single batch reports only when it is done: until then the bar moves to and fro.
        task = bar.add_task("running", total=runs if runs > batch else None)
        yield lambda done: bar.update(task, completed=done, total=runs)


def _plain_streams() -> None:
    """Have signs that the terminal does not know drawn as the nearest that it does."""
    codecs.register_error("alliance", _nearest_signs)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="alliance")


def _nearest_signs(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "€": "EUR"}
    told = ""
    for sign in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
        told += plain.get(sign) or bare or "?"
    return told, error.end


def _exactly(text: str) -> None:
    """Print a file as it is, in UTF-8 whatever the terminal, so that it can be kept with >."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or sys.stdout.isatty():
        print(text, end="")
        return
    sys.stdout.flush()
    binary.write(text.encode("utf-8"))
    binary.flush()


if __name__ == "__main__":
    main()
