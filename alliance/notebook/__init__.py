"""What notebooks need beside the public functions.

`explore`: what-ifs side by side, with sliders; `members`: an alliance as it is written down; `methods`: the
paragraph for a paper. Nothing here is needed by anything else.
"""

from alliance.notebook.paper import methods
from alliance.notebook.sliders import explore, tried_first, what_if, what_ifs
from alliance.notebook.written import members

__all__ = ["explore", "members", "methods", "tried_first", "what_if", "what_ifs"]
