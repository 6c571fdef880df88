"""What images are stored as, and what becomes of those that are not like the others."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.request.choices import Encoding, OnProblem, Order, Unlike
from tfrviewer.gui.build_wizard import picture_words as words
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.picture_facts import PictureFacts, picture_facts
from tfrviewer.gui.form import (
    Check,
    Choices,
    Fold,
    Form,
    Meaning,
    Tone,
    scrolled_page,
)
from tfrviewer.gui.path_field import PathField

if TYPE_CHECKING:
    from tfrviewer.gui.build_wizard.draft import Draft

_LARGEST, _USUAL = 16_384, 299
_MOST_SEED = 2_147_483_647
_LABEL = "label"


class PicturesPage(Page):
    """Pictures and policies; each choice tells what it means for the images that were found."""

    def __init__(self, draft: "Draft", parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._facts: PictureFacts | None = None
        self._shown = False
        self._make_controls()
        self._make_further()
        self._lay_out()
        draft.request_changed.connect(self._show)
        draft.planned.connect(self._take_plan)
        draft.failed.connect(lambda _: self._show())
        draft.busy_changed.connect(self.completeness_changed)

    # ---------------------------------------------------------------- making it

    def _make_controls(self) -> None:
        self._encoding = Choices(
            "buildEncoding",
            self.tr("Store images"),
            (
                (self.tr("As they are"), Encoding.KEEP),
                (self.tr("As JPEG"), Encoding.JPEG),
                (self.tr("As PNG"), Encoding.PNG),
            ),
        )
        self._encoding.chosen.connect(lambda value: self._change_pictures(encoding=value))
        self._quality_title = QLabel(self.tr("&Quality"))
        self._quality = QSpinBox()
        self._quality.setObjectName("buildQuality")
        self._quality.setAccessibleName(self.tr("Quality of JPEG"))
        self._quality.setToolTip(self.tr("Of JPEG, 1 to 100: the higher, the less is lost"))
        self._quality.setRange(1, 100)
        self._quality.valueChanged.connect(lambda value: self._change_pictures(quality=value))
        self._quality_title.setBuddy(self._quality)
        unlike = (
            (self.tr("Leave out"), Unlike.LEAVE_OUT),
            (self.tr("Convert"), Unlike.CONVERT),
            (self.tr("Take as they are"), Unlike.ACCEPT),
        )
        self._odd_size = Choices("buildOddSize", self.tr("Images of other sizes"), unlike)
        self._odd_size.chosen.connect(lambda value: self._change_pictures(odd_size=value))
        self._mixed = Choices("buildMixedFormat", self.tr("Images of other formats"), unlike)
        self._mixed.chosen.connect(lambda value: self._change_pictures(mixed_format=value))
        self._bad = Choices(
            "buildBadImages",
            self.tr("Bad images"),
            (
                (self.tr("Leave out and list"), OnProblem.SKIP),
                (self.tr("Stop the build"), OnProblem.RAISE),
            ),
        )
        self._bad.chosen.connect(lambda value: self._change_policies(on_problem=value))

    def _make_further(self) -> None:
        self._validate = Check(self.tr("&Decode every image"))
        self._validate.setObjectName("buildValidate")
        self._validate.toggled.connect(lambda on: self._change_pictures(validate=on))
        self._scale = Check(self.tr("Scale all to a s&ide of"))
        self._scale.setObjectName("buildScale")
        self._size = QSpinBox()
        self._size.setObjectName("buildSize")
        self._size.setAccessibleName(self.tr("Side of all images in pixels"))
        self._size.setRange(1, _LARGEST)
        self._size.setSuffix(self.tr(" px"))
        self._size.setValue(_USUAL)
        self._scale.toggled.connect(self._change_size)
        self._size.valueChanged.connect(self._change_size)
        self._by_folder = Check(self.tr("Na&mes of the topmost folders, as"))
        self._by_folder.setObjectName("buildFolderLabels")
        self._label = QLineEdit(_LABEL)
        self._label.setObjectName("buildFolderFeature")
        self._label.setAccessibleName(self.tr("Name of the feature"))
        self._label.setMaximumWidth(160)
        self._by_folder.toggled.connect(self._change_folder)
        self._label.editingFinished.connect(self._change_folder)
        self._sheet = PathField(
            "buildLabelSheet",
            self.tr("Labels from a sheet"),
            self.tr("CSV or Parquet with a column “slide”"),
        )
        self._sheet.browse.setText(self.tr("Choose…"))
        self._sheet.browse.setAccessibleName(self.tr("Choose a sheet of labels"))
        self._sheet.chosen.connect(self._change_sheet)
        self._sheet.browse_asked.connect(self._ask_for_sheet)
        self._order = Choices(
            "buildOrder",
            self.tr("Order of records"),
            (
                (self.tr("By name"), Order.NAME),
                (self.tr("By location"), Order.LOCATION),
                (self.tr("Shuffled"), Order.SEED),
            ),
        )
        self._order.chosen.connect(self._change_order)
        self._seed_title = QLabel(self.tr("S&eed"))
        self._seed = QSpinBox()
        self._seed.setObjectName("buildSeed")
        self._seed.setAccessibleName(self.tr("Seed"))
        self._seed.setRange(0, _MOST_SEED)
        self._seed_title.setBuddy(self._seed)
        self._seed.valueChanged.connect(lambda _: self._change_order(Order.SEED))

    def _lay_out(self) -> None:
        self._problem = Meaning("buildPicturesProblem")
        form = Form()
        self._told: dict[str, Meaning] = {
            "stored": form.add(
                self.tr("S&tore images"),
                self._encoding,
                self._quality_title,
                self._quality,
                name="buildStoredTold",
            ),
            "size": form.add(self.tr("&Other sizes"), self._odd_size, name="buildSizeTold"),
            "format": form.add(self.tr("Other &formats"), self._mixed, name="buildFormatTold"),
            "bad": form.add(self.tr("B&ad images"), self._bad, name="buildBadTold"),
        }
        further = Form()
        self._told |= {
            "checked": further.add(self.tr("Check"), self._validate, name="buildCheckedTold"),
            "scale": further.add(self.tr("Size"), self._scale, self._size, name="buildScaleTold"),
            "labels": further.add(
                self.tr("Labels"), self._by_folder, self._label, name="buildLabelTold"
            ),
            "sheet": further.add(
                self.tr("Labels from s&heet"),
                self._sheet,
                wide=True,
                name="buildSheetTold",
            ),
            "order": further.add(
                self.tr("O&rder"),
                self._order,
                self._seed_title,
                self._seed,
                name="buildOrderTold",
            ),
        }
        self.further = Fold("buildFurther", self.tr("Check, size, labels, order"), further)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setSpacing(22)
        inside.addWidget(self._problem)
        inside.addWidget(form)
        inside.addWidget(self.further)
        inside.addStretch(1)
        scrolled_page(self, content)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        return self.tr("Pictures")

    @property
    @override
    def sentence(self) -> str:
        return self.tr("These choices suit most datasets; each says what it means for your images.")

    @override
    def entered(self) -> None:
        self._shown = True
        self._take_plan()

    @override
    def left(self) -> None:
        self._shown = False

    @override
    def is_complete(self) -> bool:
        return self.draft.is_ready and self.draft.plan is not None and self.draft.plan.records > 0

    @override
    def first_control(self) -> QWidget | None:
        return self._encoding

    # ---------------------------------------------------------------- changing the request

    def _change_pictures(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        self.draft.change(pictures=replace(self.draft.request.pictures, **parts))

    def _change_policies(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        self.draft.change(policies=replace(self.draft.request.policies, **parts))

    def _change_labels(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        self.draft.change(labels=replace(self.draft.request.labels, **parts))

    def _change_size(self) -> None:
        self._change_pictures(size=self._size.value() if self._scale.isChecked() else None)

    def _change_folder(self) -> None:
        name = self._label.text().strip() or _LABEL
        self._change_labels(folder=name if self._by_folder.isChecked() else None)

    def _change_sheet(self, path: object) -> None:
        # Columns that were chosen are those of the sheet before.
        self._change_labels(sheet=path, columns=None)

    def _change_order(self, order: object) -> None:
        assert isinstance(order, Order)
        seed = self._seed.value() if order is Order.SEED else None
        self._change_policies(order=order, seed=seed)

    def _ask_for_sheet(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Labels of slides"))
        dialog.setObjectName("buildLabelsDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Sheets (*.csv *.parquet)"), self.tr("All files (*)")])
        dialog.setDirectory(str(self.draft.request.source.parent))
        dialog.fileSelected.connect(lambda name: self._change_sheet(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---------------------------------------------------------------- showing it

    def _take_plan(self) -> None:
        plan = self.draft.plan
        if plan is not None and self._shown:
            self._facts = picture_facts(plan)
        self._show()
        self.completeness_changed.emit()

    def _show(self) -> None:
        request = self.draft.request
        pictures, labels, policies = request.pictures, request.labels, request.policies
        self._encoding.show_value(pictures.encoding)
        self._odd_size.show_value(pictures.odd_size)
        self._odd_size.setEnabled(pictures.size is None)
        self._mixed.show_value(pictures.mixed_format)
        self._mixed.setEnabled(pictures.encoding is Encoding.KEEP)
        self._bad.show_value(policies.on_problem)
        self._order.show_value(policies.order)
        to_jpeg = pictures.encoding is Encoding.JPEG or (
            pictures.encoding is Encoding.KEEP and words.converts(pictures)
        )
        shuffled = policies.order is Order.SEED
        for widgets, shown in (
            ((self._quality_title, self._quality), to_jpeg),
            ((self._seed_title, self._seed), shuffled),
        ):
            for widget in widgets:
                widget.setVisible(shown)
        for box, on in (
            (self._validate, pictures.validate),
            (self._scale, pictures.size is not None),
            (self._by_folder, labels.folder is not None),
        ):
            with QSignalBlocker(box):
                box.setChecked(on)
        for spin, value in (
            (self._quality, pictures.quality),
            (self._size, pictures.size),
            (self._seed, policies.seed),
        ):
            if value is not None and value != spin.value():
                with QSignalBlocker(spin):
                    spin.setValue(value)
        self._size.setEnabled(pictures.size is not None)
        self._label.setEnabled(labels.folder is not None)
        if labels.folder not in (None, self._label.text()):
            self._label.setText(labels.folder)
        self._sheet.show_path(labels.sheet)
        self._tell()

    def _tell(self) -> None:
        request, facts, problem = self.draft.request, self._facts, self.draft.problem
        self._problem.tell("" if problem is None else str(problem), Tone.ERROR)
        self._told["checked"].tell(*words.checked_words(request.pictures))
        self._told["order"].tell(*words.order_words(request))
        self._told["sheet"].tell(*words.sheet_words(request, self.draft.plan))
        self.further.tell(words.further_text(request))
        if facts is None:
            return
        self._by_folder.setEnabled(bool(facts.labels) or self._by_folder.isChecked())
        self._told["stored"].tell(*words.stored_words(request.pictures, facts))
        self._told["size"].tell(*words.size_words(request.pictures, facts))
        self._told["format"].tell(*words.format_words(request.pictures, facts))
        self._told["bad"].tell(*words.bad_words(request.policies.on_problem, facts))
        self._told["labels"].tell(*words.label_words(request, facts))
