"""Following a real alliance: what its members answer, and what of the simulation that leaves.

items.py        the questions: which state variable each measures, with what error
answers.py      what organisations answered, respondents taken together
observing.py    what the items read in simulated runs
coordinates.py  states as rows of unbounded numbers, and back
updating.py     runs moved toward the answers
follow.py       month by month from wave to wave, and the forecast from each
proof.py        whether the forecasts hold, on simulated alliances that were held out
"""
