"""What is asked of many runs: sweeps, comparisons, advice, phase diagrams, transitions, calibration."""

from sim.moved import moved

moved(
    {
        **{
            f"experiments.{name}": f"experiments.sweeps.{name}"
            for name in ("design", "factors", "lock", "plan", "pools", "runner", "store", "study")
        },
        "experiments.advise.advice": "experiments.advice.advise",
        "experiments.advise": "experiments.advice",
        "experiments.phase_diagram.drawing": "experiments.phase_diagrams.adaptive",
        "experiments.phase_diagram": "experiments.phase_diagrams",
        "experiments.planning": "experiments.sweeps.rates",
        "experiments.regimes": "experiments.phase_validity",
        "experiments.tables": "experiments.sweeps.collection",
        "experiments.transitions.judging": "experiments.transitions.evaluation",
        "experiments.transitions.passage": "experiments.transitions.first_passage",
        "experiments.transitions.turning": "experiments.transitions.ramp",
        "experiments.work": "experiments.sweeps.worker",
    }
)
