"""Asks what the map is to be saved as."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.figures import counted, number
from tfrviewer.gui.location_map.export import (
    MOST_PIXELS,
    ExportRequest,
    Form,
    MapExport,
    Which,
    too_many,
)
from tfrviewer.gui.theme import error_colour, muted_text
from tfrviewer.tiles.drawing.map_svg import MOST_SQUARES

_LARGEST = 32_000  # pixels of a side
_WIDTH = 2000


class ExportDialog(QDialog):
    """Asks for the form and its options, then for the file.

    Signals:
        asked: It is to be saved; the `ExportRequest`.
    """

    asked = Signal(object)

    def __init__(self, export: MapExport, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._export = export
        self._folder = folder
        self.setObjectName("mapExportDialog")
        self.setWindowTitle(self.tr("Save the Map of {0}").format(export.name))
        self._forms = QButtonGroup(self)
        self._radios: dict[Form, QRadioButton] = {}
        box = QGroupBox(self.tr("Save as"))
        choices = QVBoxLayout(box)
        for form, text in (
            (Form.PNG, self.tr("&Picture (PNG), as the map shows it")),
            (Form.SVG, self.tr("&Drawing (SVG), a square a tile, to be worked on")),
            (Form.GEOJSON, self.tr("&Squares with their values for QuPath (GeoJSON)")),
        ):
            radio = QRadioButton(text)
            radio.setObjectName(f"mapExport{form.name.title()}")
            self._forms.addButton(radio)
            self._radios[form] = radio
            choices.addWidget(radio)
        self._radios[Form.PNG].setChecked(True)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._add_options()
        self._says = QLabel()
        self._says.setObjectName("mapExportSays")
        self._says.setWordWrap(True)
        self._says.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setText(self.tr("&Save…"))
        buttons.accepted.connect(self.ask_where)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(box)
        layout.addLayout(self._form)
        layout.addWidget(self._says)
        layout.addStretch()
        layout.addWidget(buttons)
        self._forms.buttonToggled.connect(lambda *_: self._show_options())
        self._show_options()
        self.setMinimumWidth(420)

    def _add_options(self) -> None:
        self.part = self._combo("mapExportPart")
        self.part.addItem(self.tr("What is seen"), False)
        self.part.addItem(self.tr("The whole slide"), True)
        self.width_box = QSpinBox()
        self.width_box.setObjectName("mapExportWidth")
        self.width_box.setRange(100, _LARGEST)
        self.width_box.setSingleStep(500)
        self.width_box.setSuffix(self.tr(" px"))
        self.width_box.setGroupSeparatorShown(True)
        self.width_box.setValue(_WIDTH)
        self.legend = QCheckBox(self.tr("With name, scale bar and colours &below"))
        self.legend.setObjectName("mapExportLegend")
        self.legend.setChecked(True)
        self.which = self._combo("mapExportWhich")
        for which, text in (
            (Which.SHOWN, self.tr("All that are shown")),
            (Which.SELECTED, self.tr("Those that are selected")),
            (Which.ALL, self.tr("All, also those that the filter hides")),
        ):
            self.which.addItem(text, which)
        self.slides = self._combo("mapExportSlides")
        self.slides.addItem(self.tr("This slide, in a file"), False)
        self.slides.addItem(self.tr("All slides, in a folder with a file each"), True)
        self._form.addRow(self.tr("P&art:"), self.part)
        self._form.addRow(self.tr("&Width:"), self.width_box)
        self._form.addRow("", self.legend)
        self._form.addRow(self.tr("&Tiles:"), self.which)
        self._form.addRow(self.tr("S&lides:"), self.slides)
        self.legend.toggled.connect(self._say)
        self.width_box.valueChanged.connect(self._say)

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.currentIndexChanged.connect(self._say)
        return box

    # ---------------------------------------------------------------- what is chosen

    @property
    def form(self) -> Form:
        """What it is saved as."""
        return next(form for form, radio in self._radios.items() if radio.isChecked())

    def choose(self, form: Form) -> None:
        """Choose what it is saved as."""
        self._radios[form].setChecked(True)

    def request(self, target: Path) -> ExportRequest:
        """Return what is asked for."""
        form, all_slides = self.form, bool(self.slides.currentData())
        return ExportRequest(
            form=form,
            target=target,
            whole=bool(self.part.currentData()),
            width=self.width_box.value(),
            legend=self.legend.isChecked(),
            which=Which(self.which.currentData()),
            all_slides=form is Form.GEOJSON and all_slides,
        )

    def _show_options(self) -> None:
        form = self.form
        for widget, of in (
            (self.part, (Form.PNG, Form.SVG)),
            (self.width_box, (Form.PNG,)),
            (self.legend, (Form.PNG, Form.SVG)),
            (self.which, (Form.GEOJSON,)),
            (self.slides, (Form.GEOJSON,)),
        ):
            self._form.setRowVisible(widget, form in of)
        self._say()

    def _say(self) -> None:
        """Say what will be saved, or why it cannot be."""
        if not hasattr(self, "_says"):
            return
        text, may = self._summary()
        self._save.setEnabled(may)
        palette = self.palette()
        colour = muted_text(palette) if may else error_colour(palette)
        palette.setColor(self._says.foregroundRole(), colour)
        self._says.setPalette(palette)
        self._says.setText(text)

    def _summary(self) -> tuple[str, bool]:
        """Return what will be saved, and whether it can be."""
        export, request = self._export, self.request(Path())
        if request.form is Form.GEOJSON:
            n = export.n_squares(request.which, all_slides=request.all_slides)
            if not n:
                return self.tr("There are no such tiles."), False
            tiles = counted(n, self.tr("1 square"), self.tr("{0} squares"))
            if export.is_divided:
                text = self.tr(
                    "{0}. The locations look divided by ten: in QuPath they will lie at a tenth of "
                    "where they belong."
                )
                return text.format(tiles), True
            if export.classes is None:
                return self.tr("{0}, with the values of all columns.").format(tiles), True
            text = self.tr("{0}, with the values of all columns and the classes of “{1}”.")
            return text.format(tiles, export.classes), True
        if request.form is Form.SVG:
            n = export.n_drawn(whole=request.whole)
            if n > MOST_SQUARES:
                finding = too_many(Path(), n)
                return f"{finding.message} {finding.remedy}", False
            return counted(n, self.tr("1 square."), self.tr("{0} squares.")), True
        height = export.height_of(request.width, whole=request.whole, legend=request.legend)
        size = self.tr("{0} × {1} pixels").format(number(request.width), number(height))
        if request.width * height > MOST_PIXELS:
            return self.tr("{0} are too many; choose a smaller width.").format(size), False
        return self.tr("{0}.").format(size), True

    # ---------------------------------------------------------------- where to

    def ask_where(self) -> None:
        """Ask for the file, then have it saved."""
        form = self.form
        folder = bool(form is Form.GEOJSON and self.slides.currentData())
        dialog = QFileDialog(self, self.windowTitle(), self._folder)
        dialog.setObjectName("mapExportFile")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if folder:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            names = {
                Form.PNG: self.tr("Pictures (*.png)"),
                Form.SVG: self.tr("Drawings (*.svg)"),
                Form.GEOJSON: self.tr("GeoJSON (*.geojson)"),
            }
            dialog.setNameFilter(names[form])
            dialog.setDefaultSuffix(form.value)
            dialog.selectFile(f"{_file_name(self._export.name)}.{form.value}")

        def chosen() -> None:
            paths = dialog.selectedFiles()
            if paths:
                self.save_to(Path(paths[0]))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Have it saved to a file or folder."""
        self.asked.emit(self.request(target))
        self.accept()


def _file_name(name: str) -> str:
    """Return a slide's name as a file's: it comes from a file itself, and may hold anything."""
    kept = "".join(c if c.isalnum() or c in "-_. " else "_" for c in name).strip(" .")
    return kept[:120] or "map"
