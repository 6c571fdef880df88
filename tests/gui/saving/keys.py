"""Which letters lead to the controls of a dialog."""

from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel


def keys_given(dialog: QDialog) -> list[str]:
    """Return the letters of all buttons and titles that are seen, or could be asked for."""
    labels: list[QLabel | QAbstractButton] = [
        *dialog.findChildren(QAbstractButton),
        *dialog.findChildren(QLabel),
    ]
    shown = [
        one.text()
        for one in labels
        if one.isVisibleTo(dialog) or one.objectName().startswith("saveExisting")
    ]
    return [
        text[at + 1].lower()
        for text in shown
        if (at := text.find("&")) >= 0 and text[at + 1 : at + 2].isalpha()
    ]
