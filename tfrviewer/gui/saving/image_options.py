"""What is asked of images: their names, with a live example, and the table beside them."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tfrviewer.build.extract.tile_names import Tile
from tfrviewer.build.subset.image_names import BUILT_IN, NameTemplate
from tfrviewer.build.subset.images import TEMPLATE
from tfrviewer.build.subset.metadata import METADATA
from tfrviewer.dataset.words import listed
from tfrviewer.gui.form import Check, Form, Tone
from tfrviewer.gui.saving.request import SaveRequest

_LONGEST = 160


class ImageOptions(Form):
    """Template and table.

    Attributes:
        problem: What is wrong with the template, "" if nothing is.

    Signals:
        changed: Something was chosen; parts of a `SaveRequest`.
    """

    changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._example: tuple[Tile, str] | None = None
        self._known: frozenset[str] = frozenset()
        self._template = QLineEdit(TEMPLATE)
        self._template.setObjectName("saveTemplate")
        self._template.setAccessibleName(self.tr("Names of the images"))
        self._template.setToolTip(
            self.tr(
                "{slide}, {x}, {y}, {record}, {file} and every field of one value stand for "
                "those of the record; {x:06} fills up with zeros; / begins a folder"
            )
        )
        self._template.textEdited.connect(self._change)
        self._metadata = Check(self.tr("{0}, a line an &image").format(METADATA))
        self._metadata.setObjectName("saveMetadata")
        self._metadata.toggled.connect(lambda on: self.changed.emit({"metadata": on}))
        self._told = self.add(self.tr("&Names"), self._template, wide=True, name="saveTemplateTold")
        self.add(self.tr("With them"), self._metadata)

    def show_request(self, request: SaveRequest) -> None:
        """Show what is chosen; nobody is told."""
        if self._template.text() != request.template:
            self._template.setText(request.template)
        with QSignalBlocker(self._metadata):
            self._metadata.setChecked(request.metadata)
        self._tell()

    def show_example(self, tile: Tile, file: str, known: frozenset[str]) -> None:
        """Take a record that an example is made of.

        Args:
            tile: What its image is named after.
            file: The name of its TFRecord.
            known: Names of fields that there are.
        """
        self._example, self._known = (tile, file), known
        self._tell()

    def _change(self, text: str) -> None:
        self._tell()
        self.changed.emit({"template": text})

    def _tell(self) -> None:
        try:
            template = NameTemplate(self._template.text())
        except ValueError as error:
            self.problem = str(error)
            self._told.tell(self.problem, Tone.ERROR)
            return
        unknown = [name for name in template.features if name not in self._known]
        self.problem = ""
        if self._example is None:
            self._told.tell("")
        elif unknown:
            self.problem = self.tr("No record has a field “{0}”. There are: {1}.").format(
                listed(unknown), listed([*BUILT_IN, *sorted(self._known - {*BUILT_IN})], 8)
            )
            self._told.tell(self.problem, Tone.ERROR)
        else:
            tile, file = self._example
            path = f"{template.path_of(tile, file)}.{tile.extension}"
            if len(path) > _LONGEST:
                path = f"{path[: _LONGEST // 2]}…{path[-_LONGEST // 2 :]}"
            self._told.tell(self.tr("Such as {0}").format(path))
