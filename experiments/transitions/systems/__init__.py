"""Systems whose answers are known, to check instruments on: they know nothing of alliances.

`ising` (a lattice of spins, a chain, spins by themselves), `hierarchy` (Bonabeau's pecking order), `wells` (a
double well, and a lag without one), `fold` (a point that vanishes).
"""
