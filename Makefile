# Two commands on a fresh machine: `make demo` and `make test`. Python 3.11+, pip and make are all that is assumed.
PYTHON ?= python3
BIN := .venv/bin
CASE := demo/border-crisis.histor
# A worker a core, a file of tests to one worker; eight at most, since each loads the model.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 8 --dist loadfile
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock

.PHONY: help demo test test-all lint ui bench figures docs train lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

# Some systems ship Python without ensurepip; there, the pip that is on the machine fills the environment.
.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Histor needs Python 3.11 or later; $(PYTHON) is not. Name another: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv && $(PYTHON) -m venv --without-pip .venv \
	  && $(PYTHON) -m pip --python .venv/bin/python install --quiet pip; }
	touch $@

.venv/installed: .venv/made pyproject.toml requirements.lock
	$(PIP_INSTALL) -e .
	touch $@

.venv/tested: .venv/installed
	$(PIP_INSTALL) -e '.[dev]'
	touch $@

demo: .venv/installed  ## install, read examples/ into a case, write the dossier
	mkdir -p demo
	rm -f $(CASE) $(CASE)-wal $(CASE)-shm
	$(BIN)/histor read examples/ -c $(CASE)
	$(BIN)/histor show $(CASE) summary
	$(BIN)/histor dossier $(CASE) -o demo/border-crisis.html
	@echo "The dossier is demo/border-crisis.html; open it in any browser."

ui: .venv/tested  ## build the pages' script and style from ui/ (needs Node 20 or later)
	$(BIN)/python hatch_build.py

test: .venv/tested lint  ## lint, types and the fast tests
	$(PYTEST) -m "not slow"

test-all: .venv/tested lint  ## everything, the slow suites too
	$(PYTEST)

lint: .venv/tested  ## style and types
	$(BIN)/ruff check src tests bench training tools
	$(BIN)/mypy

bench: .venv/tested  ## accuracy and speed, one table (see docs/bench.md)
	$(BIN)/python -m bench

figures: .venv/tested  ## measure everything and write the README's tables (minutes; needs the data of docs/bench.md)
	mkdir -p build
	$(BIN)/python -m bench --json build/figures.json
	$(BIN)/python -m tools.figures build/figures.json

docs: .venv/tested  ## write the generated pages anew
	$(BIN)/python -m tools.docs

train:  ## train the language model (see training/README.md)
	$(PYTHON) -m training.train --treebanks ../shared/treebanks --shared ../shared

lock:  ## write down the newest versions that fit, for everybody
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@echo "# The exact versions that make installs with, on every Python from 3.11 on. Made by: make lock" > requirements.lock
	.venv-lock/bin/python -m pip freeze --exclude histor | LC_ALL=C sort -f >> requirements.lock
	rm -rf .venv-lock

clean:  ## remove what these commands made
	rm -rf .venv .venv-lock demo build dist
