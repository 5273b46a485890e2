"""Every sentence of the report, English and Dutch side by side; terms come from `alliance.words.vocabulary`.

What stands in braces is filled in, with text: numbers come formatted (`alliance.words.voice`).
"""

from __future__ import annotations

from alliance.words import scenario
from alliance.words.language import Term
from alliance.words.report import effects, limits, opening, path

WORDS: dict[str, Term] = {
    **scenario.WORDS,
    **opening.SENTENCES,
    **path.SENTENCES,
    **effects.SENTENCES,
    **limits.SENTENCES,
}
"""By a key of ours."""
