# Two commands do all: `make run` and `make test`. `make help` lists the others.
# Each sets up what it needs in .venv; a second call starts at once.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
# pip says nothing but what went wrong.
PIP := $(BIN)/python -m pip -qq --require-virtualenv
SAMPLE := resources/sample
SHOTS := docs/screenshots
# Two workers: the GUI tests are few beside those that wait for files and processes.
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-long lint format bench translations screenshots package clean libraries

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo "  PYTHON=python3.12 make run (on a fresh checkout) chooses another Python, from 3.11 on."

run: .venv/run.stamp | libraries  ## Open the window with sample data (no display: draw it to build/tfrviewer.png)
	@if [ "$(OS)" = Windows_NT ] || [ "$$(uname -s)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/tfrviewer $(SAMPLE); \
	else \
		mkdir -p build && \
		$(BIN)/tfrviewer screenshot $(SAMPLE) build/tfrviewer.png >build/screenshot.log && \
		echo "There is no display here: the window with the sample data is drawn in build/tfrviewer.png"; \
	fi

test: lint  ## Lint, type-check and test all but what takes long; needs no display
	$(PYTEST) -m "not long"

test-long: .venv/dev.stamp | libraries  ## Test what takes long, on each protobuf and each Python found, and with PyTorch
	HYPOTHESIS_PROFILE=long $(PYTEST) -m long
	$(BIN)/python tests/house/matrix.py

lint: .venv/dev.stamp | libraries  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy tfrviewer tests benchmarks packaging

format: .venv/dev.stamp  ## Lay out the code and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev.stamp | libraries  ## Measure, each figure as a ratio to a known one
	$(BIN)/python -m benchmarks

translations: .venv/dev.stamp | libraries  ## Find the texts of the window and bring its translations up to date
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/translations.py

# Name and pose of each picture of the sample; 1440x900 but where said otherwise.
define POSES
window
window-dark --dark
window-contrast --contrast
window-small --size 900x600
window-double --size 1000x640 --scale 2 --dark
window-german --language de
grid --view grid --sort=-bytes --select 4
grid-dark --view grid --sort=-bytes --select 4 --dark
map --view map
map-near --view map --record 20 --zoom 4
map-near-dark --view map --record 20 --zoom 4 --dark
map-double --view map --size 800x560 --scale 2
heatmap --view map --colour-by bytes --overlay 0.5
classes-dark --view map --colour-by problem --dark
slides --view slides --colour-by bytes
slides-dark --view slides --colour-by bytes --dark
table --view table --filter "bytes > 3000" --sort=-bytes
table-dark --view table --filter "bytes > 3000" --sort=-bytes --dark --size 1000x640
inspector --view inspector --record 66 --size 1200x800
large --view large --record 20 --size 1000x700
large-dark --view large --record 20 --size 1000x700 --dark
light-table --view light-table --select 4 --size 1200x800
light-table-dark --view light-table --select 3 --size 1000x640 --dark
endef
export POSES

# The same, once the sample was verified and measured.
define CHECKED
findings --view findings --record 66
dashboard --view dashboard --dark
metrics --view metrics --size 1440x1000
metrics-dark --view metrics --size 1440x1000 --dark
endef
export CHECKED

# Nothing that was kept of the sample before, and no settings of the user's, is seen in a picture.
DRAWN := build/drawn
KEPT := TFRVIEWER_CACHE_DIR=$(DRAWN) TFRVIEWER_CONFIG_DIR=$(DRAWN) TFRVIEWER_DATA_DIR=$(DRAWN)
DRAW := $(KEPT) $(BIN)/tfrviewer

screenshots: .venv/run.stamp | libraries  ## Draw the pictures of the documentation
	@rm -rf $(DRAWN)
	@mkdir -p $(SHOTS) $(DRAWN)
	@echo "$$POSES" | while read -r name pose; do \
		eval "$(DRAW) screenshot $(SAMPLE) $(SHOTS)/$$name.png --size 1440x900 $$pose" || exit 1; \
	done
	$(DRAW) verify $(SAMPLE) >build/verify.log 2>&1 || test $$? = 1
	$(DRAW) metrics $(SAMPLE) >build/metrics.log 2>&1 || test $$? = 1
	@echo "$$CHECKED" | while read -r name pose; do \
		eval "$(DRAW) screenshot $(SAMPLE) $(SHOTS)/$$name.png --size 1440x900 $$pose" || exit 1; \
	done
	$(DRAW) export $(SAMPLE) build/tiles >build/export.log 2>&1 || test $$? = 1
	$(DRAW) screenshot build/tiles $(SHOTS)/build.png --size 980x680 --view build --step names
	$(KEPT) $(BIN)/python packaging/report_pictures.py $(SAMPLE) $(SHOTS)
	$(BIN)/python packaging/shrink_pictures.py $(SHOTS)

package: .venv/package.stamp | libraries  ## Freeze a program folder for this system into dist/tfrviewer
	$(BIN)/python packaging/build.py

clean:  ## Remove all that was set up or built
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

libraries:
	@packaging/system-libraries.sh

# Setting up: each stamp is as new as the pyproject.toml that it was made from.
.venv/bin.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "tfrviewer needs Python 3.11 or newer; choose one with PYTHON=…" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --upgrade "pip>=25.1"
	@touch $@

.venv/run.stamp: pyproject.toml | .venv/bin.stamp
	@echo "Installing what tfrviewer runs on"
	@$(PIP) install --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/run.stamp
	@echo "Installing what its tests need"
	@$(PIP) install --group dev
	@touch $@

.venv/package.stamp: pyproject.toml | .venv/run.stamp
	@echo "Installing what its packaging needs"
	@$(PIP) install --group package
	@touch $@
