"""The command line `alliance`: which commands there are, and what becomes of errors.

Only what a command needs is imported, and only when it runs, so that help and lists come at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from cyclopts import App, CycloptsError

from alliance.commands.advise import advise
from alliance.commands.compare import compare
from alliance.commands.phase_diagram import phase_diagram
from alliance.commands.report import report
from alliance.commands.run import run
from alliance.commands.scenarios import check, list_, schema, show
from alliance.commands.template import template
from alliance.commands.terminal import plain_streams
from alliance.commands.tipping import tipping

_MOST_LINES = 40
"""Most lines that are printed of all that is wrong in one file."""

_EXTRAS = {
    "SALib": "sweep",
    "pyarrow": "sweep",
    "dask": "cluster",
    "distributed": "cluster",
    "hmmlearn": "lab",
    "sklearn": "lab",
    "optuna": "lab",
    "openpyxl": "tables",
    "python_calamine": "tables",
}
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
    plain_streams()
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
        return _complain("\nalliance: ".join(_first(error.lines)), 2)
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


def _first(lines: tuple[str, ...]) -> list[str]:
    """What is wrong, a line each; of very much the first, and how much more there is."""
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"and {more} more"] if more > 0 else [])]


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


# These import little by themselves, and more only when they are called.
_COMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
    "compare": compare,
    "advise": advise,
    "report": report,
    "list": list_,
    "show": show,
    "check": check,
    "schema": schema,
    "phase-diagram": phase_diagram,
    "tipping": tipping,
    "template": template,
}
# These are imported only when they are called.
_STUDIES = {
    "sweep": "Run a study of many scenarios, or go on with it where it stopped.",
    "status": "Tell how far a sweep is, and what failed.",
    "reproduce": "Run one run of a sweep again and write everything about it.",
}

for _name, _command in _COMMANDS.items():
    app.command(_command, name=_name)
for _name, _told in _STUDIES.items():
    app.command(f"alliance.commands.sweeps:{_name}_command", name=_name, help=_told)


if __name__ == "__main__":
    main()
