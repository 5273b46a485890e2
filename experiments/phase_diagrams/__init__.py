"""Phase diagrams drawn with few runs, and how far an alliance is from the edge.

    from experiments.phase_diagrams.adaptive import draw
    draw("trust-and-values", "out/trust-and-values")

`surface` learns how probable something is from counts, `edge` finds where it tips and how surely,
`acquisition` chooses what to look at next, `adaptive` does so over a store until the edge is known. `tipping`
is the same along one control of one alliance; `controls` says what can be a control.
"""
