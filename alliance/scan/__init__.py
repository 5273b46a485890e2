"""Two pages on an alliance as its members see it: in HTML and in Word, with a logo and words of one's own.

findings.py   an alliance followed, with what it is held against
speaker.py    words of the pages, and words of one's own in their place
pictures.py   phases now, the profile, who trusts whom, how the outlook changed
writing.py    the pages as a document, and their files
word.py       a document as a Word file
"""
