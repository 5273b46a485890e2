"""Two speeds of one text: months in compiled code that is made from the text of the rules itself.

With the extra ``fast`` (llvmlite, numba's compiler) a month is recorded as it is computed, and what was
recorded is compiled: all rules, decisions and steps at once, in one pass over blocks of runs that stay in
the processor's cache. There is no second text of anything, and the bits are the same.

- `tape`: recording; - `views`: where the elements of a view lie; - `emit` and `lanes`: LLVM text;
- `native`: machine code, kept on disk; - `plan`: what is replayed; - `engine`: which of the two is used.

``ALLIANCE_FAST=off`` does without; ``ALLIANCE_CACHE`` says where compiled code is kept.
"""

from sim.fast.engine import Engine, engine, using

__all__ = ["Engine", "engine", "using"]
