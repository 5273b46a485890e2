"""The likely path of an alliance in two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.summary import FEWEST, Share
from alliance.words.voice import Voice
from sim.observers.outcomes import GOAL
from sim.observers.phases import PRODUCING

if TYPE_CHECKING:
    from alliance.summary import Summary


def in_two_sentences(s: Summary, say: Voice) -> tuple[str, str]:
    """Does it become productive, and what comes of it.

    Args:
        s: what an ensemble shows.
        say: a voice that has `alliance.words.report.WORDS`.
    """
    return _reached(s, say), _gain(s, say)


def _reached(s: Summary, say: Voice) -> str:
    reached = s.reached[PRODUCING]
    month = reached.month
    if not reached.share.count:
        most = say.percent(reached.share.interval[1])
        return say("not reached", runs=say.number(s.runs), most=most)
    if month.count < FEWEST:
        return say("reached few", share=say.share(reached.share), month=say.spread(month))
    ends = {end: say.number(getattr(month, end)) for end in ("median", "low", "high")}
    return say("reached", share=say.share(reached.share), **ends)


def _gain(s: Summary, say: Voice) -> str:
    value, mean = s.added_value, s.mean_added_value
    on, done = s.endings[0].share, s.endings[GOAL].share
    lasts = say.share(Share(on.count + done.count, on.runs))
    if not value.count:
        return say("no gain", share=lasts)
    middle = round(mean.value, 2)
    kind = "gain more" if middle > 0 else "gain less" if middle < 0 else "gain none"
    return say(
        "gain",
        gain=say(kind, value=say.percent(abs(middle))),
        share=lasts,
        known=say.between(*(say.percent(x, signed=True) for x in mean[1:])),
        reach=say.between(*(say.percent(x, signed=True) for x in (value.low, value.high))),
    )
