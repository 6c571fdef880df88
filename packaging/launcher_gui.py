"""Where the frozen window begins on systems that tell windows and consoles apart."""

from tfrviewer.__main__ import main_gui

if __name__ == "__main__":
    main_gui()
