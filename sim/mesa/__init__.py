"""One alliance as a Mesa model: to step through, look at and subclass.

It holds the same state, calls the same rules and meets the same chance as the ensemble; only its
decisions are made by agents, one by one.
"""
