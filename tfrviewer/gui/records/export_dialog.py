"""Asks how the table is exported: which records and columns, as what, and where to."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.dataset.table.table_file import TableForm, form_of
from tfrviewer.gui.figures import counted, number, records_text
from tfrviewer.gui.path_field import PathField

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tfrviewer.gui.records.table import RecordTable
    from tfrviewer.gui.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class ExportRequest:
    """What is exported.

    Attributes:
        path: The file; one that is there is replaced.
        form: What it is.
        columns: Names of the columns, in their order.
        numbers: Row numbers of the records, uint32 (n,), in their order.
    """

    path: Path
    form: TableForm
    columns: tuple[str, ...]
    numbers: "NDArray[np.uint32]"


class ExportDialog(QDialog):
    """Offers what is shown: the columns in their order, the records in theirs.

    Signals:
        asked: The table is to be exported; an `ExportRequest`.
    """

    asked = Signal(object)

    def __init__(self, table: "RecordTable", folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exportTableDialog")
        self.setWindowTitle(self.tr("Export Table"))
        self.setMinimumWidth(520)
        session = self._session = table.session
        self._shown, self._all = tuple(table.columns.shown()), tuple(table.columns.names())
        self._numbers = session.order
        self._chosen = session.order[session.selection[session.order]]
        self._every = QRadioButton(
            self.tr("{0} shown, in their order").format(records_text(len(self._numbers)))
        )
        self._selected = QRadioButton(
            self.tr("{0} selected, in their order").format(records_text(len(self._chosen)))
        )
        self._selected.setObjectName("exportSelected")
        self._selected.setEnabled(len(self._chosen) > 0)
        (self._selected if len(self._chosen) > 1 else self._every).setChecked(True)
        self._columns_shown = QRadioButton(
            counted(
                len(self._shown),
                self.tr("The column shown"),
                self.tr("{0} columns shown, in their order"),
            )
        )
        self._columns_shown.setChecked(True)
        self._columns_all = QRadioButton(
            self.tr("All {0} columns, hidden ones too").format(number(len(self._all)))
        )
        self._columns_all.setObjectName("exportAllColumns")
        self._columns_all.setEnabled(len(self._all) > len(self._shown))
        self._form = QComboBox()
        self._form.setObjectName("exportForm")
        self._form.addItem(self.tr("CSV (comma-separated text)"), TableForm.CSV)
        self._form.addItem(self.tr("TSV (tab-separated text)"), TableForm.TSV)
        self._form.addItem(self.tr("Parquet (keeps all types)"), TableForm.PARQUET)
        self._path = PathField("exportPath", self.tr("File"), self.tr("A file to write"))
        self._path.browse.setText(self.tr("Choose…"))
        self._target: Path | None = Path(folder or Path.home()) / self._name(session)
        self._path.show_path(self._target)
        self._note = QLabel()
        self._note.setObjectName("exportNote")
        self._note.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._export = self._buttons.addButton(
            self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._export.setDefault(True)
        self._put_together()
        self._form.currentIndexChanged.connect(self._take_form)
        self._path.chosen.connect(self._take_path)
        self._path.browse_asked.connect(self._browse)
        self._path.line.textChanged.connect(self._look)
        self._buttons.accepted.connect(self._ask)
        self._buttons.rejected.connect(self.reject)
        session.dataset_changed.connect(self.reject)  # other records
        self._look()
        self._export.setFocus()

    def _name(self, session: "Session") -> str:
        stem = "".join(c if c.isalnum() or c in "-_. " else "_" for c in session.name)
        return f"{stem.strip(' .')[:80] or 'table'}{TableForm.CSV.value}"

    def _put_together(self) -> None:
        records, columns = QButtonGroup(self), QButtonGroup(self)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        for title, group, buttons in (
            (self.tr("Records"), records, (self._every, self._selected)),
            (self.tr("Columns"), columns, (self._columns_shown, self._columns_all)),
        ):
            box = QVBoxLayout()
            box.setSpacing(4)
            for button in buttons:
                group.addButton(button)
                box.addWidget(button)
            form.addRow(title, box)
        form.addRow(self.tr("&Form"), self._form)
        form.addRow(self.tr("F&ile"), self._path)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(self._buttons)

    @property
    def form(self) -> TableForm:
        """What is written."""
        form: TableForm = self._form.currentData()
        return form

    @Slot()
    def _take_form(self) -> None:
        """Have the extension follow the form."""
        if self._target is not None and self._target.suffix.lower() != self.form.value:
            known = self._target.suffix.lower() in {form.value for form in TableForm}
            name = self._target.stem if known else self._target.name
            self._target = self._target.with_name(f"{name}{self.form.value}")
            self._path.show_path(self._target)
        self._look()

    @Slot(object)
    def _take_path(self, path: Path | None) -> None:
        self._target = path
        if path is not None:
            try:
                form = form_of(path)
            except ValueError:
                self._look()
                return
            self._form.setCurrentIndex(self._form.findData(form))
        self._look()

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export Table"), str(self._target or ""))
        dialog.setObjectName("exportFileDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Tables (*.csv *.tsv *.parquet)"), self.tr("All files (*)")])

        def chosen(name: str) -> None:
            self._target = Path(name)
            self._path.show_path(self._target)
            self._take_path(self._target)

        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _look(self) -> None:
        """Say what would become of the file, and whether it can be written."""
        text = self._path.line.text().strip()
        path = Path(text).expanduser() if text else None
        refused, note = path is None, ""
        if path is not None:
            try:
                form_of(path)
            except ValueError as error:
                refused, note = True, str(error)
        if path is not None and not refused:
            if path.is_dir():
                refused, note = True, self.tr("This is a folder; give a name for the file.")
            elif not path.parent.is_dir():
                refused, note = True, self.tr("There is no folder {0}.").format(path.parent)
            elif path.exists():
                note = self.tr("The file is there already, and will be replaced.")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._export.setEnabled(not refused)

    @Slot()
    def _ask(self) -> None:
        self._path.take()
        if self._target is None or not self._export.isEnabled():
            return
        self.asked.emit(
            ExportRequest(
                self._target,
                self.form,
                self._shown if self._columns_shown.isChecked() else self._all,
                self._chosen if self._selected.isChecked() else self._numbers,
            )
        )
        self.accept()
