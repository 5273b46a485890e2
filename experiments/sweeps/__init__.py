"""Sweeps: a study as data, its runs in a store, on all cores or a cluster, again after a stop."""
