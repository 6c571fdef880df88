"""The column that says what is wrong with a record, kept up to date with what views find."""

from typing import Final

from tfrviewer.dataset.table.columns import PROBLEM

DAMAGED: Final = f"{PROBLEM} IS NOT NULL"
"""The condition that shows only records with something wrong."""
