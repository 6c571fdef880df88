"""The language of the window: that of the system where there is a translation, or a chosen one."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from tfrviewer.gui.assets import resources

SYSTEM = "system"
LANGUAGES = ("en", "de")
"""Those that the window speaks. Messages of the library, commands and logs are English always:
they are searched for, quoted and read by programs."""


def wanted_language(choice: str, preferred: list[str] | None = None) -> str:
    """Return the language to speak.

    Args:
        choice: One of `LANGUAGES`, or "system".
        preferred: What the user's system prefers, such as "de-AT"; asked of it if not given.
    """
    if choice in LANGUAGES:
        return choice
    for name in QLocale.system().uiLanguages() if preferred is None else preferred:
        language = name.replace("_", "-").split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def install_language(app: QCoreApplication, choice: str) -> list[QTranslator]:
    """Have all texts made from now on in the language chosen.

    Args:
        app: The application.
        choice: One of `LANGUAGES`, or "system".

    Returns:
        The translators, which the application now holds; none for English.
    """
    language = wanted_language(choice)
    if choice != SYSTEM and QLocale().language() != QLocale(language).language():
        QLocale.setDefault(QLocale(language))  # 1.234 beside German words, 1,234 beside English
    if language == "en":
        return []
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for folder, name in ((qt, "qtbase"), (str(resources() / "translations"), "tfrviewer")):
        translator = QTranslator(app)
        if translator.load(f"{name}_{language}.qm", folder) and app.installTranslator(translator):
            installed.append(translator)
    return installed
