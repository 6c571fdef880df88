"""The versions of everything, for the About page and for reports of faults."""

import platform
import sys

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QPushButton, QWidget

from tfrviewer.gui.assets import app_icon, set_icon


def versions() -> list[tuple[str, str]]:
    """Return the parts and their versions."""
    import google_crc32c
    import numpy as np
    import PIL
    import polars as pl
    import PySide6
    from google.protobuf import __version__ as protobuf_version
    from google.protobuf.internal import api_implementation

    from tfrviewer import __version__

    bundle = " (bundle)" if getattr(sys, "frozen", False) else ""
    return [
        ("tfrviewer", f"{__version__}{bundle}"),
        ("Python", platform.python_version()),
        ("PySide6", f"{PySide6.__version__} (Qt {qVersion()})"),
        ("protobuf", f"{protobuf_version} ({api_implementation.Type()})"),
        ("CRC32C", f"google-crc32c ({google_crc32c.implementation})"),
        ("Pillow", PIL.__version__),
        ("polars", pl.__version__),
        ("numpy", np.__version__),
        ("System", f"{platform.platform()}, {QGuiApplication.platformName()}"),
    ]


class AboutDialog(QDialog):
    """What tfrviewer is and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About tfrviewer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._versions = versions()
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 24, 24, 16)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        sign = QLabel()
        sign.setPixmap(app_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        name = QLabel("tfrviewer")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        name.setFont(font)
        word = QLabel(
            self.tr("Looks into TFRecords of whole-slide image tiles, and never writes to them.")
        )
        word.setWordWrap(True)
        grid.addWidget(sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, 0, 1, 1, 2)
        grid.addWidget(word, 1, 1, 1, 2)
        grid.setRowMinimumHeight(2, 10)
        for line, (part, version) in enumerate(self._versions, 3):
            what = QLabel(part)
            what.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            value = QLabel(version)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(what, line, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 2)
        licence = QLabel(self.tr("Free software under the BSD 3-clause licence."))
        licence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        grid.setRowMinimumHeight(40, 10)
        grid.addWidget(licence, 41, 1, 1, 2)
        grid.setRowMinimumHeight(42, 10)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(self.tr("Copy"))
        copy.setToolTip(self.tr("Copy the versions, for a report"))
        set_icon(copy, "copy")
        copy.clicked.connect(self.copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        grid.addWidget(buttons, 43, 0, 1, 3)
        self.setMinimumWidth(460)

    def copy(self) -> None:
        """Put the versions on the clipboard."""
        text = "\n".join(f"{part}: {version}" for part, version in self._versions)
        QGuiApplication.clipboard().setText(text)
