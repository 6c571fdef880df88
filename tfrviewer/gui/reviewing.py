"""The Review menu: says of tiles what they are, and what else belongs to it.

Nothing here imports numpy or the review store before the views are there.
"""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog

from tfrviewer.gui.flags.marks import REJECT, UNSURE, flag_icon, flag_text, flag_title
from tfrviewer.gui.menus.review import CLASSES, SAYING
from tfrviewer.gui.notice import Kind
from tfrviewer.gui.review.blinded import BlindedReview
from tfrviewer.gui.review.exchange import FlagExchange
from tfrviewer.gui.settings import AUTO_ADVANCE, READER

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from tfrviewer.gui.flags.keeping import FlagStep
    from tfrviewer.gui.main_window import MainWindow
    from tfrviewer.gui.session import Session

_MANY = 10_000
"""To save flags of so many tiles takes a while."""


class Reviewing(QObject):
    """Does what the menu asks, on the session of the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._exchange = FlagExchange(window)
        self._blinded = BlindedReview(window)
        window.ready.connect(self._follow)

    def _follow(self) -> None:
        """Take part in the session, now that it is there."""
        window, workspace = self._window, self._window.workspace
        assert workspace is not None
        session = workspace.session
        reader = window.settings.get(READER)
        if reader:
            with suppress(ValueError):  # somebody wrote into the settings
                session.flags.set_reader(reader)
        session.flags.kept.connect(self._tell_kept)
        session.flags.refused.connect(self._tell_refused)
        session.flags.failed.connect(self._tell_failure)
        session.flags.classes_changed.connect(self._show_classes)
        session.history.told.connect(window.tell)
        self._unnamed = [self._unnamed_key(key) for key in range(1, len(CLASSES) + 1)]
        window.addActions(self._unnamed)
        workspace.windows.share([*(window.action(name) for name in SAYING), *self._unnamed])
        window.action("auto_advance").setChecked(window.settings.get(AUTO_ADVANCE) == "yes")
        workspace.inspector.said.flag_asked.connect(self._flag_current)
        workspace.inspector.said.left.connect(self._leave_note)
        for name, flag in (("flag_reject", REJECT), ("flag_unsure", UNSURE)):
            window.action(name).setIcon(flag_icon(flag, ""))
        self._blinded.follow(session)
        self._show_classes()

    def _show_classes(self) -> None:
        """Call the classes by their names; keys without a class have no line in the menu."""
        session = self._session()
        classes = {} if session is None else session.flags.classes
        for key, name in enumerate(CLASSES, 1):
            action = self._window.action(name)
            action.setVisible(key in classes)
            self._unnamed[key - 1].setEnabled(key not in classes)
            if key in classes:
                action.setText(flag_title(classes[key]))
                action.setIcon(flag_icon(classes[key], str(key)))

    def _unnamed_key(self, key: int) -> QAction:
        """Return what a key does that gives no class: it says how it comes by one."""
        action = QAction(self)
        action.setObjectName(f"unnamed_{key}")
        action.setShortcut(str(key))
        action.triggered.connect(lambda: self._tell_unnamed(key))
        return action

    def _tell_unnamed(self, key: int) -> None:
        session = self._session()
        if session is not None and session.dataset is not None:
            text = self.tr("Key {0} gives no class yet: give it a name first.").format(key)
            deed = self.tr("Name Classes…"), lambda: self._name_classes(key)
            self._window.notice.tell(text, Kind.WARNING, deeds=[deed])

    def _session(self) -> "Session | None":
        workspace = self._window.workspace
        return None if workspace is None else workspace.session

    # ---------------------------------------------------------------- saying

    def flag_1(self) -> None:
        """Give the first class."""
        self._give_class(1)

    def flag_2(self) -> None:
        """Give the second class."""
        self._give_class(2)

    def flag_3(self) -> None:
        """Give the third class."""
        self._give_class(3)

    def flag_4(self) -> None:
        """Give the fourth class."""
        self._give_class(4)

    def flag_5(self) -> None:
        """Give the fifth class."""
        self._give_class(5)

    def flag_6(self) -> None:
        """Give the sixth class."""
        self._give_class(6)

    def flag_7(self) -> None:
        """Give the seventh class."""
        self._give_class(7)

    def flag_8(self) -> None:
        """Give the eighth class."""
        self._give_class(8)

    def flag_9(self) -> None:
        """Give the ninth class."""
        self._give_class(9)

    def flag_reject(self) -> None:
        """Reject the tile or the selection."""
        self.say(REJECT)

    def flag_unsure(self) -> None:
        """Flag the tile or the selection as unsure."""
        self.say(UNSURE)

    def remove_flag(self) -> None:
        """Take the flag of the tile or the selection away."""
        self.say(None)

    def _give_class(self, key: int) -> None:
        session = self._session()
        if session is not None and key in session.flags.classes:
            self.say(session.flags.classes[key])

    def say(self, name: str | None) -> None:
        """Flag the selection that is shown, if the current tile is of it, else that tile; go on."""
        session = self._session()
        if session is None or session.current < 0:
            return
        if session.loading:
            self._window.tell(self.tr("Tiles can be flagged as soon as all records are listed."))
            return
        with session.history.gesture():
            self._say(session, name)

    def _say(self, session: "Session", name: str | None) -> None:
        numbers = session.order[session.selection[session.order]]
        many = len(numbers) > 1 and bool(session.selection[session.current])
        if not many:
            numbers = numbers[:0]
        said = numbers if many else _alone(session.current)
        if len(said) >= _MANY:
            words = self.tr("Saving what is said of {0} tiles…")
            self._window.tell(words.format(QLocale().toString(len(said))))
        session.flags.flag(said, name, told=self._words(len(said), name))
        workspace = self._window.workspace
        light = None if workspace is None else workspace.windows.light
        # On the light table tiles are compared, and stay where they are.
        if self._window.settings.get(AUTO_ADVANCE) == "yes" and (
            light is None or QApplication.activeWindow() is not light
        ):
            last = int(session.inverse[numbers].max()) if many else -1
            self._advance(session, last)

    def _flag_current(self, name: str) -> None:
        session = self._session()
        if session is not None and session.current >= 0 and not session.loading:
            told = self._words(1, name or None)
            session.flags.flag(_alone(session.current), name or None, told=told)

    def _advance(self, session: "Session", last: int) -> None:
        """Go to the next record shown; after a selection to the one after it, which stays."""
        if last >= 0:
            if last + 1 < len(session.order):
                session.set_current(int(session.order[last + 1]))
            return
        position = int(session.inverse[session.current])
        if not 0 <= position < len(session.order) - 1:
            return
        if session.selection[session.current]:
            session.move(1, extend=False)
        else:
            session.set_current(int(session.order[position + 1]))

    def _words(self, count: int, name: str | None) -> str:
        """Return what is told of tiles once it is on the disk that they are flagged."""
        if count == 1:
            if name is None:
                return self.tr("No flag any more")
            return self.tr("Flagged “{0}”").format(flag_text(name))
        number = QLocale().toString(count)
        if name is None:
            return self.tr("{0} tiles have no flag any more").format(number)
        return self.tr("{0} tiles flagged “{1}”").format(number, flag_text(name))

    def edit_note(self) -> None:
        """Go to the note of the current tile."""
        workspace = self._window.workspace
        if workspace is not None and workspace.session.current >= 0:
            self._window.show_panel("inspector")
            workspace.inspector.said.edit()

    def _leave_note(self) -> None:
        """Go back from the note to the tiles."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.view(workspace.maximised or "grid").setFocus()

    def next_unflagged(self) -> None:
        """Go to the next tile shown that has no flag; past the last comes the first."""
        session = self._session()
        if session is None or not len(session.order):
            return
        order, here = session.order, -1
        if session.current >= 0:
            here = int(session.inverse[session.current])
        codes = session.flags.codes
        if not len(codes):  # nothing is flagged
            session.set_current(int(order[(here + 1) % len(order)]))
            return
        bare = (codes[order] == 0).nonzero()[0]
        if not len(bare):
            self._window.tell(self.tr("Every tile that is shown has a flag."))
            return
        after = bare[bare > here]
        session.set_current(int(order[after[0] if len(after) else bare[0]]))

    def auto_advance(self, on: bool = True) -> None:
        """Go on after a flag, or stay."""
        self._window.settings.set(AUTO_ADVANCE, "yes" if on else "no")

    # ---------------------------------------------------------------- using flags

    def _with_column(self, do: "Callable[[], None]") -> None:
        """Do something with the column of flags as soon as it is there."""
        session = self._session()
        if session is None:
            return
        if session.flags.column:
            do()
        else:
            self._window.tell(self.tr("Nothing is flagged yet."))

    def hide_rejected(self) -> None:
        """Narrow the filter to what is not rejected."""
        self._with_column(partial(self._hide_rejected, save=False))

    def save_without_rejected(self) -> None:
        """Narrow the filter to what is not rejected, and save what is shown then."""
        session = self._session()
        if session is not None and not session.flags.column:
            self._window.saving.save_shown(session)
        else:
            self._with_column(partial(self._hide_rejected, save=True))

    def _hide_rejected(self, *, save: bool) -> None:
        from tfrviewer.dataset.table.conditions import join_condition
        from tfrviewer.dataset.table.query import quoted

        session = self._session()
        assert session is not None
        column = quoted(session.flags.column)
        term = f"({column} IS NULL OR {column} != '{REJECT}')"
        present = session.wanted_filter
        if term in present:
            if save:
                self._window.saving.save_shown(session)
            return
        if save:

            def answered() -> None:
                session.order_changed.disconnect(answered)
                session.query_failed.disconnect(refused)
                self._window.saving.save_shown(session)

            def refused(_: str) -> None:
                session.order_changed.disconnect(answered)
                session.query_failed.disconnect(refused)

            session.order_changed.connect(answered)
            session.query_failed.connect(refused)
        self._window.filter_line.set_condition(join_condition(present, term))

    def colour_by_flag(self) -> None:
        """Show on the map how tiles are flagged."""
        self._with_column(self._colour_by_flag)

    def _colour_by_flag(self) -> None:
        workspace = self._window.workspace
        assert workspace is not None
        workspace.map.colouring.colour_by(workspace.session.flags.column)

    # ---------------------------------------------------------------- who reads, and how

    def name_classes(self) -> None:
        """Ask what the keys 1 to 9 call a tile."""
        self._name_classes(1)

    def _name_classes(self, first: int) -> None:
        from tfrviewer.gui.review.classes_dialog import ClassesDialog

        session = self._session()
        if session is not None:
            dialog = ClassesDialog(session.flags.classes, session.flags.set_classes, self._window)
            dialog.open()
            dialog.lines[first].setFocus()

    def choose_reader(self) -> None:
        """Ask who reads."""
        session = self._session()
        if session is None:
            return
        store = session.flags.store

        def failed(error: BaseException) -> None:
            self._window.notice.tell_error(self.tr("The flags could not be used"), error)

        # In a thread: the store may be busy with what was said a moment ago.
        self._window.tasks.submit(
            "readers", lambda _: store.readers(), self._ask_reader, failed=failed
        )

    def _ask_reader(self, known: list[str]) -> None:
        session = self._session()
        if session is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("readerDialog")
        dialog.setWindowTitle(self.tr("Reader"))
        dialog.setLabelText(self.tr("Who reads? Each reader has flags and notes of their own."))
        dialog.setComboBoxItems(list(dict.fromkeys([session.flags.reader, *known])))
        dialog.setComboBoxEditable(True)
        dialog.textValueSelected.connect(self.set_reader)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def set_reader(self, name: str) -> None:
        """Read under another name from now on, if it can be one."""
        session = self._session()
        if session is None:
            return
        try:
            session.flags.set_reader(name)
        except ValueError as error:
            self._window.notice.tell(str(error), Kind.WARNING)
            return
        self._window.settings.set(READER, session.flags.reader)
        self._window.tell(self.tr("Reading as {0}").format(session.flags.reader))

    def blinded(self, on: bool = True) -> None:
        """Hide names and draw the order by lot, or show them again."""
        self._blinded.ask(on=on)

    # ---------------------------------------------------------------- in and out

    def export_flags(self) -> None:
        """Ask for a file, and write all that was said of these tiles."""
        self._exchange.export_flags()

    def import_flags(self) -> None:
        """Ask for a file, and take the flags of these tiles from it."""
        self._exchange.import_flags()

    def agreement(self) -> None:
        """Tell how far two readers agree; of more than two it is asked who."""
        self._exchange.agreement()

    def _tell_kept(self, text: str) -> None:
        if text:
            self._window.tell(text)

    def _tell_refused(self, step: "FlagStep | None", error: BaseException) -> None:
        """Tell that something was not kept, and go back to where it was said."""
        self._window.tell(self.tr("Not saved"))
        self._window.notice.tell_error(self.tr("The flag could not be kept"), error)
        session = self._session()
        if session is None or step is None or not 0 <= step.first < session.n_records:
            return
        if session.selection.sum() == 1 and session.selection[session.current]:
            session.click(step.first, ctrl=False, shift=False)  # which went on with it
        else:
            session.set_current(step.first)
        if step.note is not None and self._window.workspace is not None:
            self._window.workspace.inspector.said.take_back(step.note)

    def _tell_failure(self, error: BaseException) -> None:
        self._window.notice.tell_error(self.tr("The flags could not be looked up"), error)


def _alone(number: int) -> "NDArray[np.int64]":
    import numpy as np

    return np.array([number], np.int64)
