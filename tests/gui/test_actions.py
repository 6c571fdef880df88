import inspect
from collections import Counter
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from tfrviewer.gui.action_table import ACTIONS, MENUS
from tfrviewer.gui.actions import (
    SEPARATOR,
    ActionSpec,
    MenuSpec,
    Needs,
    fill_menus,
    make_action,
    plain,
    shortcuts,
    why_not,
)
from tfrviewer.gui.assets import icon_names, resources
from tfrviewer.gui.commands import Commands
from tfrviewer.gui.language import LANGUAGES
from tfrviewer.gui.main_window import MainWindow
from tfrviewer.gui.shortcuts_page import ShortcutsOverlay, shortcut_groups
from tfrviewer.gui.view_keys import view_keys


def entries(menu: MenuSpec) -> list[str]:
    found: list[str] = []
    for entry in menu.entries:
        found += entries(entry) if isinstance(entry, MenuSpec) else [entry]
    return found


def with_menus_within(menus: Sequence[MenuSpec]) -> list[MenuSpec]:
    within = [entry for menu in menus for entry in menu.entries if isinstance(entry, MenuSpec)]
    return [*menus, *with_menus_within(within)] if within else list(menus)


def test_names_are_unique() -> None:
    assert [name for name, n in Counter(spec.name for spec in ACTIONS).items() if n > 1] == []


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.name)
def test_every_action_is_done_by_a_command_that_takes_its_state(spec: ActionSpec) -> None:
    if spec.by:
        return  # see below
    parameters = inspect.signature(getattr(Commands, spec.name)).parameters
    assert len(parameters) == (2 if spec.checkable else 1)


def test_every_other_action_is_done_by_a_part_of_the_window_that_takes_its_state(
    window: MainWindow,
) -> None:
    for spec in ACTIONS:
        if spec.by:
            do = getattr(getattr(window, spec.by), spec.name)
            assert len(inspect.signature(do).parameters) == (1 if spec.checkable else 0), spec.name


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.name)
def test_every_action_says_what_it_does(spec: ActionSpec, qapp: QApplication) -> None:
    assert spec.text.count("&") <= 1
    assert spec.tip
    assert not spec.tip.endswith(".")
    assert spec.icon == "" or spec.icon in icon_names()


def test_every_action_stands_in_one_menu_and_every_entry_is_an_action() -> None:
    listed = [name for menu in MENUS for name in entries(menu) if name != SEPARATOR]
    assert sorted(listed) == sorted(spec.name for spec in ACTIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_menu_has_a_mnemonic_twice(language: str) -> None:
    translator = QTranslator()
    known = translator.load(f"tfrviewer_{language}.qm", str(resources() / "translations"))
    assert known or language == "en"

    def said(text: str) -> str:
        return translator.translate("Actions", text) or text

    by_name = {spec.name: spec for spec in ACTIONS}
    for menu in with_menus_within(MENUS):
        texts = [
            said(entry.text if isinstance(entry, MenuSpec) else by_name[entry].text)
            for entry in menu.entries
            if entry != SEPARATOR
        ]
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert [letter for letter, n in letters.items() if n > 1] == [], menu.name
    heads = Counter(head[head.index("&") + 1].lower() for head in (said(m.text) for m in MENUS))
    assert set(heads.values()) == {1}


def test_no_key_is_given_twice(qapp: QApplication) -> None:
    keys = Counter(key.toString() for spec in ACTIONS for key in shortcuts(spec))
    assert [key for key, n in keys.items() if n > 1] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("quit", "Ctrl+Q"),
        ("open_file", "Ctrl+O"),
        ("open_folder", "Ctrl+Shift+O"),
        ("close_dataset", "Ctrl+W"),
        ("find", "Ctrl+F"),
        ("find", "Ctrl+L"),
        ("select_all", "Ctrl+A"),
        ("full_screen", "F11"),
        ("show_grid", "Ctrl+1"),
    ],
)
def test_keys_people_know_work_even_where_the_platform_binds_none(
    name: str, key: str, qapp: QApplication
) -> None:
    spec = next(spec for spec in ACTIONS if spec.name == name)
    assert QKeySequence(key) in shortcuts(spec)


def test_the_tool_tip_tells_the_shortcut(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    spec = next(spec for spec in ACTIONS if spec.name == "find")
    called: list[bool] = []
    action = make_action(spec, lambda: called.append(True), parent)
    assert action.toolTip() == "Go to the filter line (Ctrl+F)"
    action.trigger()
    assert called == [True]


def test_menus_are_filled_by_the_table(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    actions = {spec.name: make_action(spec, lambda *_: None, bar) for spec in ACTIONS}
    menus = fill_menus(bar, MENUS, actions)
    assert next(menu.title() for menu in menus.values()) == "&File"
    assert actions["theme_dark"] in menus["theme"].actions()
    assert [plain(action.text()) for action in bar.actions()] == [
        "File",
        "Edit",
        "View",
        "Go",
        "Review",
        "Tools",
        "Help",
    ]


def test_the_shortcuts_page_lists_every_action_that_has_a_key(qapp: QApplication) -> None:
    listed = {text for _, lines in shortcut_groups() for _, text in lines}
    assert {plain(spec.text) for spec in ACTIONS if spec.keys} <= listed


def test_the_views_tell_their_keys_too(qapp: QApplication) -> None:
    tables = {table.title: table.lines for table in view_keys()}
    assert {"In the tile grid", "On the location map", "In the records table"} <= set(tables)
    assert all(keys and does for lines in tables.values() for keys, does in lines)


def test_the_keys_lie_over_the_window_until_the_next_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    before = QLineEdit(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    overlay = ShortcutsOverlay.show_over(window)
    assert overlay.hasFocus()
    assert overlay.size() == window.size()
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [window]
    window.resize(640, 480)
    assert overlay.size() == window.size()
    qtbot.keyClick(overlay, Qt.Key.Key_Shift)
    qtbot.keyClick(overlay, Qt.Key.Key_PageDown)  # it is too long for this window
    assert overlay.isVisible()
    qtbot.keyClick(overlay, Qt.Key.Key_J)
    assert overlay.isHidden()
    assert before.hasFocus()
    again = ShortcutsOverlay.show_over(window)
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert again.isHidden()


def test_every_need_that_is_not_met_has_a_reason(qapp: QApplication) -> None:
    reasons = [why_not(needs) for needs in Needs if needs is not Needs.NOTHING]
    assert all(reasons)
    assert len(set(reasons)) == len(reasons)
