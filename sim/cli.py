"""The command line: `alliance run`, `list`, `show`, `check`, `schema`.

Only what a command needs is imported, and only when it runs, so that help and lists come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, CycloptsError, Parameter

if TYPE_CHECKING:
    import xarray as xr

    from sim.scenarios import Scenario


def _version() -> str:
    try:
        return version("alliance-lab")
    except PackageNotFoundError:
        return "not installed"


app = App(
    name="alliance",
    version=_version,
    help="""Simulate alliances of organisations: how they chafe, learn and become productive.

First steps:

  alliance list                       which scenarios come with the package

  alliance run wash                   run the Dutch WASH Alliance 200 times

  alliance show wash --toml > my.toml a scenario of your own to start from

  alliance check my.toml              is it in order?

  alliance run my.toml --set start.trust.mean=0.2
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
    from sim.errors import AllianceError, one_line

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except KeyboardInterrupt:
        return _complain("stopped; nothing half-written is left", 130)
    except CycloptsError as error:
        return _complain(f"{one_line(' '.join(str(error).split()))} (see: alliance --help)", 2)
    except AllianceError as error:
        return _complain(str(error), 2)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _complain(one_line(f"{place}{error.strerror or error}"), 2)
    return 0


def _complain(line: str, code: int) -> int:
    print(f"alliance: {line}", file=sys.stderr)
    return code


Name = Annotated[str, Parameter(help="name of a shipped scenario, or a scenario file")]
Change = Annotated[
    list[str] | None,
    Parameter(name="--set", negative="", help="change one thing: PATH=VALUE, for instance "
              "start.trust.mean=0.2, division=equal, parameters.clash_rate=0.5"),
]  # fmt: skip


@app.command
def run(name: Name, /, *,
        runs: Annotated[int, Parameter(help="number of runs")] = 200,
        seed: Annotated[int, Parameter(help="seed; the same seed gives the same runs")] = 0,
        out: Annotated[Path | None, Parameter(help="folder to write to; out/NAME if not given")]
        = None, set_: Change = None) -> None:  # fmt: skip
    """Run a scenario many times: summary on the screen, picture and data in a folder.

    Writes the picture (picture.png, picture.pdf), everything that was computed (result.nc, netCDF),
    one row a run (outcomes.csv) and what was run (scenario.toml).
    """
    from sim.errors import AllianceError

    if runs < 1:
        raise AllianceError(f"--runs {runs} is not allowed: a whole number from 1")
    if not 0 <= seed < 2**64:
        raise AllianceError(f"--seed {seed} is not allowed: a whole number from 0 to 2**64 - 1")
    scenario = _scenario(name, set_)
    folder = out or Path("out") / Path(name).stem
    folder.mkdir(parents=True, exist_ok=True)
    _probe(folder)
    from sim.ensemble import simulate
    from sim.summary import summarise

    with _progress(runs) as advance:
        result = simulate(scenario, runs=runs, seed=seed, progress=advance)
    print(summarise(result).text())
    written = _write(scenario, result, seed, folder)
    print(f"\nWritten to {folder}: {', '.join(written)}")


@app.command(name="list")
def list_() -> None:
    """List the scenarios that come with the package."""
    from sim.scenarios import load, shipped

    print(f"{'name':<27} {'members':>7}  {'title'}")
    for name in shipped():
        scenario = load(name)
        members = len(scenario.places())
        print(f"{name:<27} {members:>7}  {scenario.title}")
    print("\nalliance show NAME tells more of one, alliance run NAME runs it.")


@app.command
def show(name: Name, /, *,
         toml: Annotated[bool, Parameter(help="print the file itself, to start one of your own",
                                         negative="")] = False) -> None:  # fmt: skip
    """Show a scenario: members, money, roles, what happens, and what is assumed."""
    from sim.scenarios.loader import text_of

    if toml:
        print(text_of(name), end="")
        return
    scenario = _scenario(name, None)
    print("\n".join(_described(scenario)))


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
        print(text, end="")
    else:
        _atomically(out, text.encode())


def _scenario(name: str, changes: list[str] | None) -> Scenario:
    import tomllib

    from sim.errors import AllianceError
    from sim.scenarios import load

    scenario = load(name)
    for change in changes or []:
        path, equals, text = change.partition("=")
        if not equals:
            raise AllianceError(f"--set {change}: write PATH=VALUE, such as start.trust.mean=0.2")
        try:
            value = tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            value = text.strip()
        scenario = scenario.replace(path.strip(), value)
    return scenario


def _described(s: Scenario) -> list[str]:
    lines = [s.title, "=" * len(s.title), s.description.strip(), ""]
    lines.append(f"domain    {s.domain or 'not said'}")
    lines.append(f"length    {s.length} months")
    money = ", ".join(f"{g.amount:,.0f} kEUR over {g.months} months from month {g.first}"
                      for g in s.grant)  # fmt: skip
    lines.append(f"money     {money or 'no grant'}; divided by {s.division}")
    roles = s.roles
    filled = [f"lead party {roles.lead}" if roles.lead else "", "coordinator"
              if roles.coordinator else "", "process facilitator" if roles.facilitator else ""]  # fmt: skip
    lines.append(f"roles     {', '.join(role for role in filled if role) or 'none'}")
    lines.append("members")
    for place in s.places():
        joins = f", joins in month {place.tick}" if place.tick else ""
        group = f" ({place.group})" if place.group else ""
        lines.append(f"  {place.name}{group}{joins}")
    lines += [
        f"month {k.tick}: {k.kind} of {k.size:g}" + (f" at {k.member}" if k.member else "")
        for k in s.shock
    ]
    for title, sentences in (("assumptions", s.assumptions), ("sources", s.sources)):
        if sentences:
            lines += ["", title, *(f"- {sentence}" for sentence in sentences)]
    return lines


def _write(scenario: Scenario, result: xr.Dataset, seed: int, folder: Path) -> list[str]:
    """Write everything, each file whole or not at all."""
    import io

    from sim.ensemble import simulate
    from sim.observers.outcomes import outcomes
    from sim.plots import overview
    from sim.results import save

    kept = outcomes(result)
    typical = _typical(kept)
    network = simulate(scenario, runs=1, seed=seed, first_run=typical, dyads=True)
    figure = overview(result, network)
    for kind in ("png", "pdf"):
        picture = io.BytesIO()
        figure.savefig(picture, format=kind)
        _atomically(folder / f"picture.{kind}", picture.getvalue())
    save(result, folder / "result.nc")
    _atomically(folder / "outcomes.csv", kept.to_dataframe().to_csv().encode())
    _atomically(folder / "scenario.toml", scenario.to_toml().encode())
    return ["picture.png", "picture.pdf", "result.nc", "outcomes.csv", "scenario.toml"]


def _typical(kept: xr.Dataset) -> int:
    """The run whose added value is nearest the median."""
    value = kept.added_value.to_numpy()
    return int(kept.run[int(abs(value - sorted(value)[len(value) // 2]).argmin())])


def _atomically(path: Path, content: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _probe(folder: Path) -> None:
    """Fail now rather than after the runs when the folder cannot be written to."""
    probe = folder / ".writable"
    probe.touch()
    probe.unlink()


@contextmanager
def _progress(runs: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, silence elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress("running", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                  console=console, transient=True, disable=not console.is_terminal) as bar:  # fmt: skip
        task = bar.add_task("running", total=runs)
        yield lambda done: bar.update(task, completed=done)


if __name__ == "__main__":
    main()
