"""What an onlooker measures on a run: phases, signs, outcomes.

Observers only read. They work on `Paths`, plain arrays by name, so that one definition serves a result
in hand and a sweep of a million runs.
"""
