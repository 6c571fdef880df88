"""What a training loop is fed: which records, in which part, as what, with which label.

Knows no framework. `tfrviewer.torch` makes PyTorch's classes of it.
"""
