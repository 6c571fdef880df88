"""Reading the record that is current; a newer one replaces what is being read."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tfrviewer.gui.inspector.reading import Reading, masked, read_reading, unreadable
from tfrviewer.jobs import Cancelled

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

_READ: Final = ("inspector", "read")
_LATE_MS: Final = 150


class RecordFollower(QObject):
    """Reads what is current while it is switched on.

    Attributes:
        picture: Name of the field that the picture is taken from where a record has it.
        asked: Row number of the record that was asked for last, -1 for none.

    Signals:
        read: A record was read, or there is none: a Reading or None.
        late: A record is long in coming; its row number.
    """

    read = Signal(object)
    late = Signal(int)

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._is_on = False
        self.picture = ""
        self.asked = -1
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(lambda: self.late.emit(self.asked))
        session.current_changed.connect(self._follow)
        session.dataset_changed.connect(self._clear)

    def set_on(self, *, on: bool) -> None:
        """Read what is current from now on, or nothing."""
        self._is_on = on
        if on:
            self._follow(self._session.current)

    def is_reading(self) -> bool:
        """Whether a record is on its way."""
        return self._tasks.is_running(_READ)

    def choose_picture(self, name: str) -> None:
        """Take the picture from another field, and read the record once more."""
        self.picture = name
        self.asked = -1
        self._follow(self._session.current)

    @Slot(int)
    def _follow(self, number: int) -> None:
        if not self._is_on or number == self.asked:
            return
        self.asked = number
        if number < 0:
            self._tasks.cancel(_READ)
            self._tell(None)
            return
        session, picture = self._session, self.picture
        mask, shown = session.mask, session.shown_paths[int(session.file_number[number])]
        if not self._late.isActive():
            self._late.start()

        def work(cancel: "CancelToken") -> Reading:
            try:
                reading = read_reading(session.read_record, number, cancel, picture)
            except IndexError:  # the dataset was closed meanwhile
                raise Cancelled from None
            return reading if mask is None else masked(reading, mask, shown)

        def failed(error: BaseException) -> None:
            record = int(session.record[number]) if number < session.n_records else number
            self._tell(unreadable(number, shown, record, error))

        self._tasks.submit(_READ, work, self._tell, failed=failed)

    def _tell(self, reading: Reading | None) -> None:
        self._late.stop()
        self.read.emit(reading)

    @Slot()
    def _clear(self) -> None:
        self._tasks.cancel(_READ)
        self.asked = -1
        self._tell(None)
