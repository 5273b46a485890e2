"""Pages to learn by touching: `ensembles` computes what sliders move over, `page` makes one file of it.

The ladder of six steps, its plan for a class and its answers stand in `alliance.words.explore`; the script that
draws is templates/explore.js.
"""

from alliance.ladder.page import write_page, write_plan

__all__ = ["write_page", "write_plan"]
