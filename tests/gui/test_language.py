"""Which language the window speaks."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tfrviewer.gui.action_table import ACTIONS, MENUS
from tfrviewer.gui.commands import Commands
from tfrviewer.gui.language import LANGUAGES, install_language, wanted_language
from tfrviewer.gui.settings import LANGUAGE


@pytest.mark.parametrize(
    ("choice", "preferred", "spoken"),
    [
        ("system", ["de-AT", "en-GB"], "de"),
        ("system", ["fr-FR", "de_DE", "en-US"], "de"),
        ("system", ["ja-JP"], "en"),
        ("system", [], "en"),
        ("en", ["de-DE"], "en"),
        ("de", ["en-US"], "de"),
    ],
)
def test_the_system_is_followed_unless_another_language_is_chosen(
    choice: str, preferred: list[str], spoken: str
) -> None:
    assert wanted_language(choice, preferred) == spoken


def test_every_language_can_be_chosen_in_the_menu() -> None:
    names = {f"language_{choice}" for choice in LANGUAGE.choices}
    assert set(LANGUAGE.choices) == {"system", *LANGUAGES}
    assert names <= {spec.name for spec in ACTIONS}
    assert all(hasattr(Commands, name) for name in names)
    assert any(menu.name == "view" for menu in MENUS)


def test_the_window_speaks_german(qapp: QApplication, qtbot: QtBot) -> None:
    before = QLocale()
    translators = install_language(qapp, "de")
    try:
        assert len(translators) == 2
        assert QCoreApplication.translate("Actions", "&File") == "&Datei"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
        assert QLocale().toString(284182) == "284.182"
    finally:
        for translator in translators:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
    assert QCoreApplication.translate("Actions", "&File") == "&File"
