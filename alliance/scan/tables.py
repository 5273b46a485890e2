"""What was found as tables, for who goes on with it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.scan.findings import Findings
from experiments.following.follow import QUANTILES
from experiments.following.items import ITEMS
from sim.observers.phases import PHASES

if TYPE_CHECKING:
    import pandas as pd

_ENDS = [f"q{round(100 * q):02}" for q in QUANTILES]


def state_table(f: Findings) -> pd.DataFrame:
    """The state now: item, variable, member, partner and quantiles, as shares of the scale."""
    import pandas as pd

    rows = []
    for code, item in ITEMS.items():
        values = f.found.state[code]
        for place in np.ndindex(values.shape[1:]):
            who = [f.found.names[k] for k in place]
            if any(k not in f.present for k in place) or len(set(place)) < len(place):
                continue
            at = values[(slice(None), *place)]
            if not np.isnan(at).any():
                named = dict(zip(("member", "partner"), [*who, "", ""], strict=False))
                rows.append(
                    {
                        "item": code,
                        "variable": item.variable,
                        **named,
                        **dict(zip(_ENDS, at, strict=True)),
                    }
                )
    return pd.DataFrame(rows)


def outlook_table(f: Findings) -> pd.DataFrame:
    """What comes, month by month, as it was seen with each wave: chances of the phases and of living."""
    import pandas as pd

    rows = []
    for look in f.found.outlooks:
        for tick in range(look.tick, look.length):
            phases = look.phases(tick)
            named = {phase.name: phases[phase.code] for phase in PHASES}
            rows.append({"waves": look.waves, "seen from": look.tick, "month": tick, **named})
    return pd.DataFrame(rows)


def tried_table(f: Findings) -> pd.DataFrame:
    """What could be done from now on: cost, and differences with their intervals."""
    import pandas as pd

    rows = []
    for effect in f.tried:
        option = effect.option
        row: dict[str, object] = {"option": option.key, "about": option.about, "kEUR": option.cost}
        row["facilitator days"] = option.days
        for name in ("gain", "productive", "lives"):
            value, low, high = getattr(effect, name)
            row |= {name: value, f"{name} low": low, f"{name} high": high}
        rows.append({**row, "helps": effect.helps})
    return pd.DataFrame(rows)
