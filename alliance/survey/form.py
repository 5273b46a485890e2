"""The questions as text to paste into a survey tool, and as a form to print."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from alliance.words.language import Language, in_language
from alliance.words.survey import PARTS, QUESTIONS, WORDS, asked, how, points
from experiments.following.items import ITEMS, TIME, Item

_A_QUESTION = 0.5
"""Minutes that a question takes, and a partner another half; assumption."""


def minutes(members: int) -> int:
    """How long answering takes, to five minutes."""
    partners = sum(item.about == "partner" for item in ITEMS.values()) * (members - 1)
    whole = _A_QUESTION * (len(ITEMS) + 0.5 * partners)
    return 5 * round(whole / 5 + 0.49)


def questions() -> int:
    """How many questions there are; the shares of time are one."""
    return len(ITEMS) - len(TIME) + 1


def opening(language: Language, members: int) -> str:
    """What is said before the first question."""
    told = in_language(WORDS["opening"], language)
    return told.format(minutes=minutes(members), count=questions())


def as_text(title: str, names: Sequence[str], language: Language, file: str) -> str:
    """All questions as plain text.

    Args:
        title: of the alliance.
        names: of its members.
        language: of the questions.
        file: the alliance's own file, for the command to run.
    """

    def say(key: str) -> str:
        return in_language(WORDS[key], language)

    lines = [f"# {say('paste head').format(file=file)}", ""]
    lines += [f"{title}: {say('title')}", "", opening(language, len(names)), say("privacy"), ""]
    lines += [say("organisation"), *(f"- {name}" for name in names), ""]
    for letter, part in PARTS.items():
        lines += [in_language(part, language).upper(), ""]
        for code in (code for code in ITEMS if code.startswith(letter)):
            item = ITEMS[code]
            lines.append(asked(code, language))
            if code == TIME[0]:
                lines.append(f"  ({say('hundred')})")
            if item.about == "partner":
                lines += [f"  {say('each partner')}", *(f"  - {name}" for name in names)]
                answers = how(item, language)
                lines.append(f"  {say('points').format(points=answers)}")
            elif item.form == "points":
                named = enumerate(points(code), 1)
                lines += [f"  {k} {in_language(term, language)}" for k, term in named]
            else:
                lines.append(f"  ({how(item, language)})")
            lines.append("")
    return "\n".join([*lines, say("thanks"), ""])


def as_html(title: str, names: Sequence[str], language: Language) -> str:
    """A form that prints to A4.

    Args:
        title: of the alliance.
        names: of its members.
        language: of the questions.
    """
    room = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    style = resources.files(__package__).joinpath("templates", "form.css").read_text("utf-8")
    parts = [
        (in_language(part, language), [_row(ITEMS[c], language) for c in ITEMS if c[0] == letter])
        for letter, part in PARTS.items()
    ]
    return room.get_template("form.html").render(
        language=language,
        title=title,
        names=names,
        parts=parts,
        opening=opening(language, len(names)),
        say={key: in_language(term, language) for key, term in WORDS.items()},
        first_of_time=TIME[0],
        style=Markup(style),
    )


def _row(item: Item, language: Language) -> dict[str, object]:
    scale = [in_language(term, language) for term in points(item.code)]
    return {
        "code": item.code,
        "ask": in_language(QUESTIONS[item.code], language),
        "points": scale if item.form == "points" else [],
        "how": how(item, language),
        "partners": item.about == "partner",
    }
