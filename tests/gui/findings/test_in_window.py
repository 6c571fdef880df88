"""The panels of findings and slides as parts of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.gui.windows import action, session_of
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.finding_deeds import Deed
from tfrviewer.gui.main_window import MainWindow


def add_two(window: MainWindow, qtbot: QtBot) -> list[Finding]:
    session = session_of(window)
    findings = [
        Finding(
            kind=FindingKind.PAYLOAD_CRC,
            severity=Severity.ERROR,
            file=str(path),
            message="It is damaged.",
            record=1,
        )
        for path in session.paths
    ]
    with qtbot.waitSignal(session.findings_changed):
        session.add_findings(findings)
    return findings


def test_that_f8_goes_from_finding_to_finding_without_the_list_and_in_the_large_view(
    opened: MainWindow, qtbot: QtBot
) -> None:
    add_two(opened, qtbot)
    session = session_of(opened)
    assert opened.docks["findings"].isHidden()
    opened.setFocus()
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    assert session.current == 1
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    assert session.current == 9
    qtbot.keyClick(opened, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert session.current == 1
    assert opened.workspace is not None
    opened.workspace.open_large(1)
    large = opened.workspace.windows.large
    assert large is not None
    qtbot.waitUntil(large.isActiveWindow)
    qtbot.keyClick(large, Qt.Key.Key_F8)
    assert session.current == 9
    assert opened.docks["findings"].isHidden()


def test_that_both_panels_open_below_the_views(opened: MainWindow, qtbot: QtBot) -> None:
    workspace = opened.workspace
    assert workspace is not None
    add_two(opened, qtbot)
    action(opened, "findings").trigger()
    qtbot.waitUntil(workspace.findings.isVisible)
    assert workspace.findings.isAncestorOf(opened.focusWidget() or opened)
    assert opened.docks["findings"].height() >= 250
    action(opened, "dashboard").trigger()
    view = workspace.dashboard.view
    qtbot.waitUntil(lambda: view.table.slides.rowCount() == 2 and workspace.is_settled())
    assert opened.docks["dashboard"] in opened.tabifiedDockWidgets(opened.docks["findings"])
    menu = view.make_menu(1)
    menu.actions()[1].trigger()
    listed = workspace.findings.view.listed()
    assert [Path(finding.file).stem for finding in listed] == ["b"]
    menu.actions()[0].trigger()
    with qtbot.waitSignal(session_of(opened).order_changed):
        pass
    assert len(session_of(opened).order) == 4
    opened.reset_layout()
    assert opened.docks["findings"].isHidden()
    assert opened.docks["dashboard"].isHidden()


def test_that_a_finding_leads_to_its_folder_and_to_salvage(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened.workspace
    assert workspace is not None
    finding = add_two(opened, qtbot)[0]
    shown: list[QUrl] = []

    def show(url: QUrl) -> bool:
        shown.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    salvaged: list[Path] = []
    monkeypatch.setattr(opened.salvaging, "salvage", salvaged.append)
    assert Deed.REBUILD_INDEX in workspace.findings.can()
    for deed in (Deed.SHOW_FOLDER, Deed.SALVAGE):
        workspace.findings.view.deed_asked.emit(deed, finding)
    assert [Path(url.toLocalFile()) for url in shown] == [Path(finding.file).parent]
    assert salvaged == [Path(finding.file)]
