"""The steps of a month: from the records they need to one frozen record, one file each.

A step gathers what rules and decisions ask for and names what they give; the science is in those.
`sim.month` says in which order steps come.
"""
