"""Two speeds of one text: months in compiled code that is made from the text of the rules itself.

With the extra ``fast`` (llvmlite, numba's compiler) a month is recorded as it is computed, and what was
recorded is compiled: all rules, decisions and steps at once, in one pass over blocks of runs that stay in
the processor's cache. There is no second text of anything, and the bits are the same.

- `tape` records, in `nodes`; `traced` and `proxies` stand for arrays and records meanwhile; `views` says where
  the elements of a view lie, `listed` what holds where a mask does, `own` which functions only compute;
- `schedule`, `memory`, `emit` and `lanes` write LLVM text; `native` makes machine code and keeps it on disk;
- `plan` is what is replayed, `pool` the memory of what it gives, `engine` which of the two speeds is used.

``ALLIANCE_FAST=off`` does without; ``ALLIANCE_CACHE`` says where compiled code is kept.
"""

from sim.fast.engine import Engine, engine, same, using

__all__ = ["Engine", "engine", "same", "using"]
