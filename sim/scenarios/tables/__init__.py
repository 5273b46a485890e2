"""Member tables: an alliance in CSV or Excel, one row a member, as people keep it.

`sim.scenarios.load` reads them; the result is an ordinary scenario. From the file to the scenario:

    sheets.py              cells with their place, from CSV (csv_file.py) or Excel (excel_file.py)
    headings.py            what a heading means, in English and Dutch
    numbers.py, scales.py  what stands in a cell, and what an answer on a scale means
    members.py, trust.py, alliance.py    the three sheets
    reading.py, notes.py   the scenario, with what had to be assumed
    template.py            an empty table to fill in
"""

SUFFIXES = (".csv", ".xlsx")
"""How the names of files end that are read as member tables."""

OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv")
"""Kinds of tables that are not read, so that an error can say what to do."""
