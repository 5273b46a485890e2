"""The command line `alliance`: which commands there are, and what becomes of errors.

Only what a command needs is imported, and only when it runs, so that help and lists come at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from inspect import Parameter
from typing import get_args

from cyclopts import (
    App,
    ArgumentCollection,
    CycloptsError,
    MissingArgumentError,
    UnusedCliTokensError,
)

from alliance.commands.advise import advise
from alliance.commands.app import app as app_
from alliance.commands.compare import compare
from alliance.commands.explore import explore
from alliance.commands.following import follow, scan
from alliance.commands.phase_diagram import phase_diagram
from alliance.commands.report import report
from alliance.commands.run import run
from alliance.commands.scenarios import check, list_, schema, show
from alliance.commands.survey import survey
from alliance.commands.template import template
from alliance.commands.terminal import drop_output, plain_streams
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
    "openpyxl": "tables",
    "python_calamine": "tables",
    "docx": "tables",
    "nicegui": "app",
}
"""Which extra of the package brings what a command may miss."""


_LONG = re.compile(r"\S{300,}")
"""A word that would hide the rest of an error line."""


def _version() -> str:
    try:
        return version("alliance-lab")
    except PackageNotFoundError:
        return "not installed"


def _plain_numbers(app: App, commands: tuple[str, ...], arguments: ArgumentCollection) -> None:
    """Take numbers as everybody writes them; Python would also read 1_0, 0x10 and ١٠."""
    from sim.errors import AllianceError, shortened

    kinds = {
        int: (r"[+-]?[0-9]+", "a whole number"),
        float: (r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", "a number such as 0.25"),
    }
    for argument in arguments:
        for kind, (pattern, allowed) in kinds.items():
            if argument.hint is not kind and kind not in get_args(argument.hint):
                continue
            for token in argument.tokens:
                if not re.fullmatch(pattern, token.value):
                    raise AllianceError(
                        f"{argument.name} {shortened(token.value)} is not allowed: {allowed}"
                    )


app = App(
    name="alliance",
    config=_plain_numbers,
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
    sys.unraisablehook = _only_what_is_not_told
    sys.exit(run_command(sys.argv[1:]))


def run_command(words: list[str]) -> int:
    """Run one command.

    Args:
        words: the command line after the program's name.

    Returns:
        The exit code: 0 done, 2 something for the user to mend, 130 interrupted.
    """
    from sim.errors import AllianceError, one_line

    try:
        plain_streams()
        code = app(words, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except KeyboardInterrupt as stop:  # a sweep says in it how to go on
        return _complain(one_line(str(stop)) or "stopped; nothing half-written is left", 130)
    except CycloptsError as error:
        command = " ".join(["alliance", *(error.command_chain or ())])
        return _complain(f"{_in_words(error)} (see: {command} --help)", 2)
    except AllianceError as error:
        return _complain("\nalliance: ".join(_first(error.lines)), 2)
    except MemoryError:
        return _complain("not enough memory; try fewer --runs", 2)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        drop_output()
        return 0
    except OSError as error:
        _flush_or_drop()
        place = error.filename or "standard output or a temporary file"
        return _complain(one_line(f"{place}: {error.strerror or error}"), 2)
    except ImportError as error:
        missing = _missing(error)
        if missing not in _EXTRAS:
            raise
        extra = f"pip install 'alliance-lab[{_EXTRAS[missing]}]'"
        return _complain(f"this needs the package {missing}: {extra}", 2)
    return code if isinstance(code, int) else 0


def _in_words(error: CycloptsError) -> str:
    """What is wrong with a command line, in words for who types it."""
    from sim.errors import one_line, shortened

    if isinstance(error, MissingArgumentError) and error.argument is not None:
        name = error.argument.name
        if error.keyword is not None:
            return f"{error.keyword}: its value is missing"
        named_only = error.argument.field_info.kind is Parameter.KEYWORD_ONLY
        return f"{name if named_only else name.removeprefix('--').upper()} is missing"
    if isinstance(error, UnusedCliTokensError):
        return f"not understood: {' '.join(map(shortened, error.unused_tokens or ()))}"
    return one_line(" ".join(str(error).split()))


def _first(lines: tuple[str, ...]) -> list[str]:
    """What is wrong, a line each; of very much the first, and how much more there is."""
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"and {more} more"] if more > 0 else [])]


def _flush_or_drop() -> None:
    """Get out what was printed, or else forget it: it would fail again at the very end."""
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()


def _only_what_is_not_told(trouble: sys.UnraisableHookArgs) -> None:
    """Leave out what libraries say of files that they could not close: why is told in our line."""
    if not isinstance(trouble.exc_value, OSError):
        sys.__unraisablehook__(trouble)


def _complain(line: str, code: int) -> int:
    short = _LONG.sub(lambda word: f"{word[0][:100]}…{word[0][-20:]}", line)
    with suppress(OSError):  # nobody is there to read it
        print(f"alliance: {short}", file=sys.stderr)
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
    "explore": explore,
    "template": template,
    "survey": survey,
    "scan": scan,
    "follow": follow,
    "app": app_,
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
