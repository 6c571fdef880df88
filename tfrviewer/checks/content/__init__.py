"""Tiles that are there twice, and what lies on both sides of a split."""

from tfrviewer.checks.content.duplicates import NEAR, Duplicates, find_duplicates
from tfrviewer.checks.content.leaks import Leaks, find_leaks

__all__ = ["NEAR", "Duplicates", "Leaks", "find_duplicates", "find_leaks"]
