"""What few need of TFRecords: fields added to the records, slides renamed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.build.subset.added import read_added
from tfrviewer.dataset.words import listed
from tfrviewer.gui.check_list import CheckList
from tfrviewer.gui.figures import number
from tfrviewer.gui.form import Fold, Form, Tone
from tfrviewer.gui.saving.looking import refusal_text
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.build.subset.added import Added
    from tfrviewer.gui.tasks import TaskRunner

_JOIN = ("saving", "join")
_MOST_SLIDES = 5_000


class MoreOptions(QWidget):
    """Fields and names, behind a line that opens them.

    Signals:
        changed: Something was chosen; parts of a `SaveRequest`.
    """

    changed = Signal(dict)

    def __init__(
        self, source: SaveSource, tasks: "TaskRunner", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source, self._tasks = source, tasks
        self._joined: dict[str, Mapping[Any, Any]] = {}
        self._from: dict[str, str] = {}
        self._renamed: dict[str, str] = {}
        self.fields = CheckList("saveFields", self.tr("Fields to add to each record"))
        self.fields.changed.connect(self._take_fields)
        self._file = QPushButton(self.tr("Columns of a Fil&e…"))
        self._file.setObjectName("saveJoin")
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self._ask_file)
        self._slide = QComboBox()
        self._slide.setObjectName("saveRenamedSlide")
        self._slide.setAccessibleName(self.tr("Slide to rename"))
        self._slide.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._slide.setMinimumContentsLength(14)
        self._slide.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._slide.activated.connect(lambda _: self._show_name())
        self._name = QLineEdit()
        self._name.setObjectName("saveNewName")
        self._name.setAccessibleName(self.tr("Its new name"))
        self._name.setPlaceholderText(self.tr("New name"))
        self._name.setClearButtonEnabled(True)
        self._name.textEdited.connect(self._take_name)
        form = Form()
        self._fields_told = form.add(self.tr("Add fiel&ds"), self._file, name="saveFieldsTold")
        self._list_form = Form()
        self._list_form.add("", self.fields, wide=True)
        names = Form()
        self._names_told = names.add(
            self.tr("Re&name slide"), self._slide, self._name, wide=True, name="saveRenamedTold"
        )
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(form)
        inside.addWidget(self._list_form)
        inside.addSpacing(7)
        inside.addWidget(names)
        self.fold = Fold("saveMore", self.tr("More"), content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.fold)
        self._show_fields(())
        self._tell()

    def show_slides(self, slides: Sequence[str]) -> None:
        """Offer slides to rename; new names of others are forgotten."""
        self._renamed = {old: new for old, new in self._renamed.items() if old in set(slides)}
        with QSignalBlocker(self._slide):
            self._slide.clear()
            self._slide.addItems(list(slides[:_MOST_SLIDES]))
            for at in range(self._slide.count()):
                self._slide.setItemData(at, slides[at], Qt.ItemDataRole.ToolTipRole)
        self._show_name()
        self._tell()

    # ---------------------------------------------------------------- fields

    def _show_fields(self, ticked: Sequence[str]) -> None:
        names = {name: self.tr("{0} (annotations)").format(name) for name in self._source.labels}
        names |= {
            name: self.tr("{0} ({1})").format(name, self._from[name]) for name in self._joined
        }
        self.fields.show_names(names, ticked)
        self._list_form.setVisible(bool(names))

    def _take_fields(self, ticked: tuple[str, ...]) -> None:
        labels = self._source.labels
        self._tell()
        self.changed.emit(
            {
                "fields": {
                    name: labels[name]
                    for name in ticked
                    if name in labels and name not in self._joined
                },
                "joined": {name: self._joined[name] for name in ticked if name in self._joined},
            }
        )

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Columns that become fields"))
        dialog.setObjectName("saveJoinDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables (*.csv *.tsv *.parquet)"), self.tr("All files (*)")])
        dialog.setDirectory(str(self._source.paths[0].parent))
        dialog.fileSelected.connect(lambda name: self.join(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def join(self, path: Path) -> None:
        """Offer the columns of a file as fields, and tick them."""

        def work(cancel: CancelToken) -> "Added":
            return read_added(path, self._source.dataset)

        def done(added: "Added") -> None:
            before = self.fields.ticked
            self._joined |= added
            self._from |= dict.fromkeys(added, path.name)
            self._show_fields([*before, *added])
            self._take_fields(self.fields.ticked)

        def failed(error: BaseException) -> None:
            self._fields_told.tell(refusal_text(error), Tone.ERROR)

        self._fields_told.tell(self.tr("Reading {0}…").format(path.name))
        self._tasks.submit(_JOIN, work, done, failed=failed, pool=Pool.LONG)

    def stop(self) -> None:
        """End what is still being read: nobody waits for it."""
        self._tasks.cancel(_JOIN)

    # ---------------------------------------------------------------- names

    def _show_name(self) -> None:
        self._name.setText(self._renamed.get(self._slide.currentText(), ""))
        self._slide.setToolTip(self._slide.currentText())

    def _take_name(self, text: str) -> None:
        slide = self._slide.currentText()
        name = text.strip()
        if name and name != slide:
            self._renamed[slide] = name
        else:
            self._renamed.pop(slide, None)
        self._tell()
        self.changed.emit({"renamed": dict(self._renamed)})

    def _tell(self) -> None:
        ticked, renamed = self.fields.ticked, self._renamed
        if ticked:
            self._fields_told.tell(
                self.tr("Records are made anew with them; all else in them stays.")
            )
        else:
            self._fields_told.tell(
                self.tr("CSV or Parquet, by slide, by location, or by TFRecord and record.")
            )
        told = "" if not renamed else self.tr("{0} renamed.").format(number(len(renamed)))
        self._names_told.tell(told)
        parts = []
        if ticked:
            parts.append(self.tr("adds {0}").format(listed(ticked)))
        if renamed:
            parts.append(self.tr("{0} renamed").format(number(len(renamed))))
        self.fold.tell(" · ".join(parts) or self.tr("add fields, rename a slide"))
