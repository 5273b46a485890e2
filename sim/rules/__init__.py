"""What happens between members: one pure function over arrays, one file a mechanism.

Arrays end in the axes of members (…, N) or dyads (…, N, N), from member toward partner; leading axes
are free. Parameters come as keywords, as numbers or as arrays that broadcast. A rule knows nothing of
phases, time or files.
"""
