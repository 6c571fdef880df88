"""The buttons above the fields: back and forward, what can be done with the record, its picture."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.inspector.forms import Form


class InspectorBar(QWidget):
    """A row of buttons.

    Signals:
        back_asked: To what was looked at before.
        forward_asked: A step back is to be undone.
        recent_asked: What was looked at is to be shown.
        open_asked: The tile is to be shown large.
        save_image_asked: The tile is to be saved.
        copy_image_asked: The tile is to be copied.
        copy_asked: The value of the current field is to be copied; in which form.
        copy_all_asked: All fields are to be copied.
        save_value_asked: The value of the current field is to be saved.
        picture_chosen: Another field's image is to be the picture; its name.
    """

    back_asked = Signal()
    forward_asked = Signal()
    recent_asked = Signal()
    open_asked = Signal()
    save_image_asked = Signal()
    copy_image_asked = Signal()
    copy_asked = Signal(Form)
    copy_all_asked = Signal()
    save_value_asked = Signal()
    picture_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorBar")
        self._make_menu()
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for name, icon, text, tip in (
            ("back", "arrow-left", self.tr("Back"), self.tr("Back to what was looked at before")),
            ("forward", "arrow-right", self.tr("Forward"), self.tr("Undo a step back")),
            ("recent", "history", self.tr("Looked at"), self.tr("Records looked at last")),
            ("open", "maximize", self.tr("Open"), self.tr("Show the tile large")),
            ("save", "device-floppy", self.tr("Save image"), self.tr("Save the tile as a file…")),
            ("copy", "copy", self.tr("Copy"), self.tr("Copy image, value or all fields")),
        ):
            button = QToolButton(self)
            button.setObjectName(f"inspector{name.capitalize()}")
            button.setAutoRaise(True)
            button.setIconSize(QSize(18, 18))
            button.setAccessibleName(text)
            button.setToolTip(tip)
            set_icon(button, icon)
            self._buttons[name] = button
            layout.addWidget(button)
            if name == "recent":
                layout.addSpacing(8)
        self._buttons["back"].setToolTip(self.tr("Back to what was looked at before (Alt+Left)"))
        self._buttons["forward"].setToolTip(self.tr("Undo a step back (Alt+Right)"))
        for name, signal in (
            ("back", self.back_asked),
            ("forward", self.forward_asked),
            ("recent", self.recent_asked),
            ("open", self.open_asked),
            ("save", self.save_image_asked),
        ):
            self._buttons[name].clicked.connect(signal)
        self._buttons["copy"].setMenu(self._menu)
        self._buttons["copy"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout.addStretch(1)
        layout.addWidget(self._make_pictures())

    def _make_menu(self) -> None:
        menu = self._menu = QMenu(self)
        self._copy_image = menu.addAction(self.tr("Copy image"), self.copy_image_asked.emit)
        menu.addSeparator()
        self._value_deeds = [
            menu.addAction(text, partial(self.copy_asked.emit, form)) for text, form in form_words()
        ]
        self._value_deeds.append(
            menu.addAction(self.tr("Save value as a file…"), self.save_value_asked.emit)
        )
        menu.addSeparator()
        self._copy_all = menu.addAction(
            self.tr("Copy all fields as JSON"), self.copy_all_asked.emit
        )

    def _make_pictures(self) -> QComboBox:
        self._pictures = QComboBox(self)
        self._pictures.setObjectName("inspectorPictures")
        self._pictures.setAccessibleName(self.tr("Field that the picture is taken from"))
        self._pictures.setToolTip(
            self.tr("This record has several images; the one chosen is shown as its picture")
        )
        self._pictures.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._pictures.setMinimumContentsLength(7)
        self._pictures.activated.connect(self._choose)
        self._pictures.hide()
        return self._pictures

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.picture_chosen.emit(self._pictures.itemText(index))

    def button(self, name: str) -> QToolButton:
        """Return the button of a name: back, forward, recent, open, save or copy."""
        return self._buttons[name]

    def set_trail(self, *, back: bool, forward: bool, some: bool) -> None:
        """Say whether one can go back and forward, and whether anything was looked at."""
        self._buttons["back"].setEnabled(back)
        self._buttons["forward"].setEnabled(forward)
        self._buttons["recent"].setEnabled(some)

    def set_possible(self, *, record: bool, image: bool, value: bool) -> None:
        """Say what there is: a record, an image in it, a value of a field."""
        self._buttons["open"].setEnabled(record)
        self._buttons["save"].setEnabled(image)
        self._buttons["copy"].setEnabled(record)
        self._copy_image.setEnabled(image)
        self._copy_all.setEnabled(record)
        for action in self._value_deeds:
            action.setEnabled(value)

    def set_pictures(self, names: list[str], shown: str | None) -> None:
        """Offer the fields that hold images, where there are several."""
        with QSignalBlocker(self._pictures):
            self._pictures.clear()
            self._pictures.addItems(names)
            self._pictures.setCurrentIndex(names.index(shown) if shown in names else -1)
        self._pictures.setVisible(len(names) > 1)


def form_words() -> list[tuple[str, Form]]:
    """Return the forms in which a value is copied, and what they are called in a menu."""
    return [
        (_tr("Copy value as text"), Form.TEXT),
        (_tr("Copy value as JSON"), Form.JSON),
        (_tr("Copy value as hexadecimal"), Form.HEX),
        (_tr("Copy value as Python literal"), Form.PYTHON),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("InspectorBar", text)
