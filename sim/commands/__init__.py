"""What each command of `alliance` does and prints; `sim.cli` imports one only when it is called."""
