"""The whole picture of one tile: reading it, copying it, saving it as it is stored."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale, QObject, QPoint, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from tfrviewer.atomic import write_atomically
from tfrviewer.errors import CrcError, Finding, TfrError
from tfrviewer.gui.rgb_image import rgb_image
from tfrviewer.gui.tile_drag import MOST, TileFiles, TileMime
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.jobs import CancelToken
from tfrviewer.tiles.image.decode import decode_image
from tfrviewer.tiles.image.sniff import sniff_format

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_DRAGGED_PX: Final = 96


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """The picture of one record, read and decoded.

    Attributes:
        number: The record's running number.
        data: Its image as it is stored; empty where the record holds none.
        format: Format of `data`, or None where it is no image.
        image: `data` decoded, or None where that fails.
        finding: What is wrong with the record or its image, or None.
    """

    number: int
    data: bytes
    format: str | None
    image: QImage | None
    finding: Finding | None


def read_picture(session: "Session", number: int) -> Picture:
    """Read and decode the picture of a record; safe to call in a thread.

    Raises:
        IndexError: When there is no such record any more.
        OSError: When the file cannot be read.
    """
    finding: Finding | None = None
    data = b""
    path, record = "", number
    try:
        tfrecord, record = session.read_record(number)
        path = str(tfrecord.path)
        try:
            data = tfrecord.image(record, check_crc=True)
        except CrcError as error:
            finding = error.finding
            data = tfrecord.image(record, check_crc=False)
        pixels = decode_image(data)
    except TfrError as error:
        finding = dataclasses.replace(error.finding, file=path, record=record)
        return Picture(number, data, sniff_format(data), None, finding)
    return Picture(number, data, sniff_format(data), rgb_image(pixels), finding)


class TilePictures(QObject):
    """Copies and saves the pictures of tiles on behalf of the views.

    Signals:
        told: Something was done; a sentence for the status bar.
        failed: Something could not be done; why, in words. It is also shown.
        save_asked: All tiles selected are to be saved.
        compare_asked: The tiles selected are to be shown side by side.
        put_asked: One more tile is to be put on the light table; its row number.
    """

    told = Signal(str)
    failed = Signal(str)
    save_asked = Signal()
    compare_asked = Signal()
    put_asked = Signal(int)

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._window = parent
        self._files = TileFiles()
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        # The same number is another record there, if it is one at all.
        session.dataset_changed.connect(lambda: tasks.cancel("picture-read"))

    def copy_image(self, number: int) -> None:
        """Put the picture of a record on the clipboard, in its full size."""

        def done(picture: Picture) -> None:
            if picture.image is None:
                self._refuse(self.tr("The image cannot be copied."), picture.finding)
                return
            QGuiApplication.clipboard().setImage(picture.image)
            self.told.emit(self.tr("Image copied"))

        self._read(number, done)

    def copy_location(self, number: int) -> None:
        """Put the location of a record on the clipboard, as `x, y`."""
        location = TileFacts.of(self._session, number).location
        if location is not None:
            QGuiApplication.clipboard().setText("{}, {}".format(*location))
            self.told.emit(self.tr("Location copied"))

    def save_image(self, number: int) -> None:
        """Ask where to save the image of a record, and save it as it is stored."""

        def done(picture: Picture) -> None:
            if not picture.data:
                self._refuse(self.tr("The record holds no image to save."), picture.finding)
            else:
                self._ask_where(picture)

        self._read(number, done)

    def drag(
        self, numbers: npt.NDArray[np.integer], source: QWidget, preview: QImage | None
    ) -> None:
        """Let the user drop tiles elsewhere as files; returns once they did or gave it up.

        Args:
            numbers: The records' row numbers.
            source: Where the drag begins.
            preview: The picture of one of them, to be seen at the pointer.
        """
        mime = self.dragged(numbers)
        if mime is None:
            return
        drag = QDrag(source)
        drag.setMimeData(mime)
        if preview is not None:
            ratio = source.devicePixelRatioF()
            side = round(_DRAGGED_PX * ratio)
            pixmap = QPixmap.fromImage(preview).scaled(
                side,
                side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(ratio)
            drag.setPixmap(pixmap)
            drag.setHotSpot(QPoint(8, 8))
        drag.exec(Qt.DropAction.CopyAction)

    def dragged(self, numbers: npt.NDArray[np.integer]) -> TileMime | None:
        """Return what a drag of tiles offers; None, and the reason told, where they are many."""
        if len(numbers) > MOST:
            number = QLocale().toString
            text = self.tr(
                "{0} tiles are too many to drag, {1} the most: save the selection (Ctrl+S)"
            )
            self.told.emit(text.format(number(len(numbers)), number(MOST)))
            return None

        def failed(why: str) -> None:
            self.told.emit(self.tr("The tiles cannot be written: {0}").format(why))

        def picture(number: int) -> QImage | None:
            return read_picture(self._session, number).image

        return TileMime(self._session, numbers.tolist(), self._files, picture, failed)

    def show_file(self, number: int) -> None:
        """Show the folder of a record's TFRecord in the system's file manager."""
        path = self._session.files[int(self._session.file_number[number])].path
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            self.told.emit(self.tr("It is {0}").format(path))

    def copy_path(self, number: int) -> None:
        """Put the path of a record's TFRecord on the clipboard."""
        path = self._session.files[int(self._session.file_number[number])].path
        QGuiApplication.clipboard().setText(str(path))
        self.told.emit(self.tr("Path copied"))

    def save_to(self, picture: Picture, path: Path) -> None:
        """Save an image as it is stored, byte for byte."""

        def work(_: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure of the program.
            try:
                write_atomically(path, picture.data)
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            if not why:
                self.told.emit(self.tr("Saved {0}").format(path.name))
                return
            text = self.tr("The image cannot be saved as {0}: {1}. Choose another folder.")
            self.show_failure(text.format(path, why))

        self._folder = str(path.parent)
        self._tasks.submit("picture-save", work, done)

    def show_failure(self, text: str) -> None:
        """Say what could not be done, without stopping anything."""
        self.failed.emit(text)
        box = QMessageBox(QMessageBox.Icon.Warning, self._window.windowTitle(), text)
        box.setParent(self._window, box.windowFlags())
        box.setObjectName("pictureFailure")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setModal(False)
        box.show()

    def _ask_where(self, picture: Picture) -> None:
        facts = TileFacts.of(self._session, picture.number)
        dialog = QFileDialog(self._window, self.tr("Save image as"), self._folder)
        dialog.setObjectName("saveImageDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(facts.file_name(picture.format))
        dialog.fileSelected.connect(lambda name: self.save_to(picture, Path(name)))
        dialog.open()

    def _refuse(self, what: str, finding: Finding | None) -> None:
        self.show_failure(f"{what} {finding}" if finding is not None else what)

    def _read(self, number: int, done: Callable[[Picture], None]) -> None:
        def work(cancel: CancelToken) -> Picture:
            cancel.check()
            return read_picture(self._session, number)

        def failed(error: BaseException) -> None:
            self.show_failure(self.tr("The record cannot be read: {0}.").format(error))

        self._tasks.submit("picture-read", work, done, failed=failed)
