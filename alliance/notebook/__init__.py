"""What notebooks need beside the public functions.

`explore`: what-ifs side by side, with sliders; `members`: an alliance as it is written down; `methods`: the
paragraph for a paper. Nothing here is needed by anything else.
"""

from alliance.notebook.paper import methods
from alliance.notebook.sliders import FIRST, explore, what_if, what_ifs
from alliance.notebook.written import members

__all__ = ["FIRST", "explore", "members", "methods", "what_if", "what_ifs"]
