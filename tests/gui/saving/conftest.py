"""Fixtures of what is saved from the window."""

from tests.gui.saving.asking import cohort, source  # noqa: F401 - fixtures
