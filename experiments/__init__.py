"""Studies over many runs: comparison, sweeps, calibration."""
