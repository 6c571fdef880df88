"""How far readers agree: kappa, and who said what of the tiles that both flagged."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.flags.marks import flag_text
from tfrviewer.review.agreement import Agreement


class AgreementDialog(QDialog):
    """The agreement of the reader with one of the others, who is chosen above."""

    def __init__(self, found: Sequence[Agreement], parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            found: The agreement with each other reader; not empty.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("agreementDialog")
        self.setWindowTitle(self.tr("Agreement of Readers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found = found
        self.others = QComboBox()
        self.others.setObjectName("otherReader")
        self.others.setAccessibleName(self.tr("The other reader"))
        self.others.setVisible(len(found) > 1)
        self.others.addItems([one.readers[1] for one in found])
        self.words = QLabel()
        self.words.setObjectName("agreementWords")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = QTableWidget()
        self.table.setObjectName("agreementTable")
        self.table.setAccessibleName(self.tr("Tiles by what both said"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        layout = QVBoxLayout(self)
        layout.addWidget(self.others)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(520, 400)
        self.others.currentIndexChanged.connect(self._show)
        self._show(0)

    def _show(self, at: int) -> None:
        one, number = self._found[at], QLocale().toString
        first, second = one.readers
        kappa = self.tr("none, for chance alone would agree")
        if one.kappa is not None:
            kappa = QLocale().toString(one.kappa, "f", 3)
        self.words.setText(
            self.tr(
                "{0} and {1} both flagged {2} tiles, {3} of them alike. Cohen's kappa: {4}.\n"
                "Only {0} flagged {5}, only {1} {6}.\n\n"
                "A line for each flag of {0}, a column for each of {1}:"
            ).format(
                *(first, second, number(one.both), number(one.agreed), kappa),
                *(number(one.only_first), number(one.only_second)),
            )
        )
        self.table.clear()
        self.table.setRowCount(len(one.names))
        self.table.setColumnCount(len(one.names))
        names = [flag_text(name) for name in one.names]
        self.table.setVerticalHeaderLabels(names)
        self.table.setHorizontalHeaderLabels(names)
        for i, row in enumerate(one.counts):
            for j, count in enumerate(row):
                cell = QTableWidgetItem(number(count))
                cell.setToolTip(f"{first}: {names[i]}, {second}: {names[j]}")
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                font = cell.font()
                font.setBold(i == j)
                cell.setFont(font)
                self.table.setItem(i, j, cell)
        self.table.resizeColumnsToContents()
