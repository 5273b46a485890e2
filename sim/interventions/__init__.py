"""Interventions: the nine things to do, and the words in which a scenario says when.

`action` declares what an action is, `nine` the brochure's D1-D9, `policy` the words in which a scenario
says while what holds something is done; scenarios are checked against these. What a facilitator sees is in
`sim.watch`; `sim.programme` carries a scenario's interventions out. An intervention moves levers
(`sim.levers`), which are inputs of rules, and nothing else.
"""
