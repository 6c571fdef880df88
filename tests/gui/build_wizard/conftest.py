"""Fixtures of the pages that build."""

from tests.gui.build_wizard.leading import wizard  # noqa: F401 - a fixture
from tests.gui.build_wizard.walking import draft, enter, images  # noqa: F401 - fixtures
