"""Asking the members of an alliance, and reading what they answer.

form.py         the questions as text to paste, and as a form to print
workbook.py     the questions as a workbook to fill in
columns.py      what the columns of an export ask, whatever tool it comes from
reading.py      answers from exports: organisations, dates, waves
events.py       what happened in the meantime
following.py    an alliance to follow: who they are, what they answered, what happened
"""
