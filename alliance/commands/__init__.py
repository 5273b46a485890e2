"""What each command of `alliance` does and prints; `alliance.cli` imports one only when it is called."""
