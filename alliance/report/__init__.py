"""The report: one self-contained HTML file on an alliance, in English or Dutch.

`write_report` makes one. `findings` computes what is told of; each section is put into words by a
module of its own (`alliance`, `course`, `members`, `effects`, `limits`), with the sentences of `words`;
`document` turns it into a page.
"""

from alliance.report.writing import target_of, variants_of, work, write_report

__all__ = ["target_of", "variants_of", "work", "write_report"]
