"""Every speed tfrviewer promises, measured as a ratio: `python -m benchmarks`.

A figure is never a bare time. It is the median, with quartiles, of interleaved pairs of runs:
tfrviewer's beside those of a peer, of a bare limit such as `cat`, or of a bar.
"""
