"""Fixtures of the pages that build."""

from tests.gui.build_wizard.walking import draft, enter, images  # noqa: F401 - fixtures
