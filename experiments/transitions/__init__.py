"""A laboratory for phase transitions: instruments, known systems to check them on, and alliances.

Instruments take arrays and know nothing of alliances: `scan` (an order parameter over a control
parameter), `bimodality`, `susceptibility`, `cumulant`, `collapse`, `finite_size`. `ising` and `hierarchy`
are systems whose answers are known, `instruments` checks one on the other. `order`, `passage` and
`committor` look at runs of the model, `alliances` runs it. `python -m experiments.transitions` prints all.
"""
