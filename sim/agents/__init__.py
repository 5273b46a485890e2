"""What members, constituencies and role holders perceive and decide.

The decisions are pure functions over arrays, one file each; they know no framework. The Mesa agents that
make them one by one live in `sim.mesa`.
"""
