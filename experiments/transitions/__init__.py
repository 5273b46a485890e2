"""A laboratory for phase transitions: instruments, known systems to check them on, and alliances.

Instruments take arrays and know nothing of alliances: `scan` (an order parameter over a control
parameter), `bimodality`, `susceptibility`, `cumulant`, `collapse`, `finite_size`; `loops` and `branches` for
hysteresis; `indicators`, `matching` and `evaluation` for early warning. `systems` holds systems whose answers
are known; `instruments`, `hysteresis` and `warning` check the first on the second, `rates` says how often each is
right. `reduced` is the model in three equations. `order`, `first_passage`, `committor`, `variance` and `breakdown` look at
runs of the model, `alliances`, `ramp` and `stationary` run it. `python -m experiments.transitions` prints all.
"""
