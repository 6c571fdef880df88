from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tfrviewer.gui.notice import NoticeBar


def offered(notice: NoticeBar) -> dict[str, QPushButton]:
    """The buttons that are seen, by what they say."""
    buttons = notice.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisibleTo(notice)}


def test_what_a_notice_offers_is_done_and_goes_with_it(qtbot: QtBot) -> None:
    notice = NoticeBar()
    qtbot.addWidget(notice)
    done: list[str] = []
    notice.tell("Saved.", deeds=[("Open it", lambda: done.append("opened"))])
    timer = notice.findChild(QTimer, "noticeTimer")
    assert timer is not None
    assert not timer.isActive()  # it stays: there is something to be done
    offered(notice)["Open it"].click()
    assert done == ["opened"]
    notice.tell("Copied.")
    assert offered(notice) == {}
    assert timer.isActive()


def test_what_it_offers_stands_below_its_words_where_it_is_narrow(qtbot: QtBot) -> None:
    notice = NoticeBar()
    qtbot.addWidget(notice)
    notice.resize(1600, 60)
    notice.tell("Three records were saved.", deeds=[("Open it", int), ("Show folder", int)])
    text = notice.findChild(QLabel, "noticeText")
    assert text is not None
    with qtbot.waitExposed(notice):
        notice.show()
    assert offered(notice)["Open it"].x() > text.geometry().right()
    notice.resize(420, 100)
    qtbot.waitUntil(lambda: offered(notice)["Open it"].y() >= text.geometry().bottom())
