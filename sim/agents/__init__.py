"""What members, constituencies and role holders decide.

The decisions are pure functions over arrays (`time_use`, `claims`, `voice`, `engagement`, `backing`,
`facilitation`); `member`, `constituency` and `roles` hold the Mesa agents that make them. The
ensemble uses the functions alone, so nothing here imports Mesa until it is asked for.
"""
