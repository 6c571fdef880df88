"""Offers to go on with a build that was cut off; seen only where one was."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from tfrviewer.gui.build_wizard.output_look import OutputLook
from tfrviewer.gui.figures import files_text, number
from tfrviewer.gui.form import Meaning, Radio, Tone


class UnfinishedBox(QWidget):
    """To go on, or to begin anew.

    Signals:
        chosen: Whether to go on.
    """

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildUnfinished")
        self._told = Meaning("buildUnfinishedTold")
        self.go_on = Radio(self.tr("&Go on with it"))
        self.go_on.setObjectName("buildGoOn")
        self.anew = Radio(self.tr("Begin ane&w"))
        self.anew.setObjectName("buildAnew")
        group = QButtonGroup(self)
        for button in (self.go_on, self.anew):
            group.addButton(button)
        self.go_on.toggled.connect(self.chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self._told, self.go_on, self.anew):
            box.addWidget(widget)
        self.hide()

    def show_look(self, look: OutputLook | None, files: int, *, resume: bool) -> None:
        """Show what was found, or hide.

        Args:
            look: What lies in the output.
            files: TFRecords of the plan.
            resume: Whether going on is chosen.
        """
        unfinished = None if look is None else look.unfinished
        self.setVisible(unfinished is not None)
        if look is None or unfinished is None:
            return
        offered = look.resumable and not unfinished.running
        for button in (self.go_on, self.anew):
            button.setVisible(offered)
        with QSignalBlocker(self.go_on):
            self.go_on.setChecked(resume)
            self.anew.setChecked(not resume)
        if unfinished.running:
            text = self.tr(
                "Another build is writing to this folder. Wait for it, or choose another one."
            )
            self._told.tell(text, Tone.ERROR)
        elif look.resumable:
            one = self.tr("This build was cut off here before: {0} of {1} is finished.")
            many = self.tr("This build was cut off here before: {0} of {1} are finished.")
            text = one if len(look.finished) == 1 else many
            done = number(len(look.finished))
            self._told.tell(text.format(done, files_text(files)), Tone.NOTE)
        else:
            text = self.tr(
                "A build of something else was cut off here. What it had finished stays; "
                "it cannot be resumed after this one."
            )
            self._told.tell(text, Tone.WARNING)
