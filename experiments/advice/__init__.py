"""Which actions, when? Trials of the nine actions, a search under a budget, the brochure put to the test.

`trials` runs courses of action beside doing nothing, under the same chance; `effects_of_actions` is its
front door. `search` finds a programme within a budget of facilitator days, and `advice` says what was
found and how sure it is. `brochure` asks whether each action helps most in the phase where the brochure
puts it.
"""
