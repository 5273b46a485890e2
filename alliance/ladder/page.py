"""One file a page: words, numbers, style and script in it, and nothing loaded from elsewhere."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from alliance.ladder.ensembles import MONTHS, Packed, Progress, ensembles
from alliance.plots import style
from alliance.words.explore import PLAN, STEPS, WORDS, Slider, Step
from alliance.words.language import Language, in_language
from sim.observers.phases import PHASES
from sim.versions import versions

COLOURS = {
    name: getattr(style, name.upper())
    for name in ("blue", "vermilion", "green", "orange", "sky", "purple", "grey", "ink")
}
"""Those of the printed pictures."""


def write_page(path: Path, language: Language, progress: Progress = lambda _: None) -> int:
    """Write the ladder.

    Args:
        path: file to write.
        language: of all words.
        progress: told what is computed next.

    Returns:
        Bytes written.
    """
    data: dict[str, Any] = dict(ensembles(progress))
    data["months"] = [float(month) for month in range(1, MONTHS + 1)]
    return _write(path, page(data, language))


def write_plan(path: Path, language: Language) -> int:
    """Write the plan for the teacher, with the answers; returns bytes written."""
    steps = [_step(one, language) for one in STEPS]
    return _write(path, _render("plan.html", language, steps=steps, plan=_all(PLAN, language)))


def page(data: dict[str, Packed | list[float]], language: Language) -> str:
    """The page with its numbers.

    Args:
        data: what `ensembles` gives, and the months.
        language: of all words.
    """
    words = _all(WORDS, language)
    words["made"] = words["made"].format(version=versions()["alliance_lab"])
    script = {
        "steps": [_step(one, language) for one in STEPS],
        "words": words,
        "data": data,
        "colours": COLOURS,
        "phases": _phases(language),
    }
    inside = json.dumps(script, ensure_ascii=False).replace("</", "<\\/")
    return _render(
        "explore.html",
        language,
        steps=script["steps"],
        words=words,
        numbers=Markup(inside),
        script=Markup(_file("explore.js")),
    )


def _write(path: Path, text: str) -> int:
    path.write_text(text, encoding="utf-8")
    return len(text.encode("utf-8"))


def _step(one: Step, language: Language) -> dict[str, Any]:
    def say(term: Any) -> str:
        return in_language(term, language)

    return {
        "key": one.key,
        "minutes": one.minutes,
        "title": say(one.title),
        "story": say(one.story),
        "ask": say(one.ask),
        "options": [say(option) for option in one.options],
        "right": one.right,
        "sliders": [_slider(slider, language) for slider in one.sliders],
        "try": say(one.try_),
        "answer": say(one.answer),
        "questions": [(say(question), say(answer)) for question, answer in one.questions],
        "term": say(one.term),
    }


def _slider(one: Slider, language: Language) -> dict[str, Any]:
    words = [in_language(word, language) for word in one.words]
    return {
        "key": one.key,
        "label": in_language(one.label, language),
        "start": one.start,
        "words": words,
    }


def _phases(language: Language) -> list[dict[str, str]]:
    from alliance.plots.states import LOOKS

    looks = {code: kind.colour for code, kind in LOOKS.items()}
    return [
        {"name": in_language(phase, language), "colour": looks.get(phase.code, style.GREY)}
        for phase in PHASES
    ]


def _all(terms: dict[str, Any], language: Language) -> dict[str, str]:
    return {key: in_language(term, language) for key, term in terms.items()}


def _file(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


@cache
def _room() -> Environment:
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _render(name: str, language: Language, **given: Any) -> str:
    looks = Markup(_file("explore.css"))
    return _room().get_template(name).render(language=language, style=looks, **given)
