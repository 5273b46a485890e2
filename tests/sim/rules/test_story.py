"""Language and record: cases worked by hand."""

from __future__ import annotations

from sim.rules import story
from sim.rules.story import StoryParameters
from tests.sim.rules.cases import a, same


def test_a_story_grows_among_those_who_do_things_together_and_know_each_other() -> None:
    p = StoryParameters(story_rate=0.5, story_fade=0.1)
    found = story.tell(
        a(0.2, 0.2, 0, 0.2, 1),
        a(0.4, 0.4, 0, 0, 0),
        a(0.5, 0.5, 1, 0, 0),
        a(0, 0.5, 0, 0, 0),
        0.4,
        a(0, 0, 0, 1, 0),
        p,
    )
    same(found, 0.26, 0.42, 0, 0.98, 0.9)


def test_joint_work_leaves_a_record_that_goes_stale() -> None:
    p = StoryParameters(harvest_rate=0.1, harvest_fade=0.05)
    same(story.record(a(0.5, 0.5, 0, 1), a(0.5, 0, 0, 0), a(0, 1, 0, 0), p), 0.5, 0.975, 0, 0.95)
