# Two commands on a fresh machine: `make demo` and `make test`. Python 3.11+, pip and make are all that is assumed.
PYTHON ?= python3
BIN := .venv/bin
CASE := demo/border-crisis.histor

.PHONY: help demo test test-all lint bench schema docs train lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

.venv/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $@

demo: .venv/installed  ## install, read examples/ into a case, write the dossier
	mkdir -p demo
	rm -f $(CASE) $(CASE)-wal $(CASE)-shm
	$(BIN)/histor read examples/*.txt -c $(CASE)
	$(BIN)/histor show $(CASE) summary
	$(BIN)/histor dossier $(CASE) -o demo/border-crisis.html
	@echo "The dossier is demo/border-crisis.html; open it in any browser."

test: .venv/tested lint  ## lint, types and the fast tests
	$(BIN)/python -m pytest -m "not slow"

test-all: .venv/tested lint  ## everything, the slow suites too
	$(BIN)/python -m pytest

lint: .venv/tested
	$(BIN)/ruff check src tests bench training tools
	$(BIN)/mypy

bench: .venv/tested  ## accuracy and speed, one table
	$(BIN)/python -m bench

docs: .venv/tested  ## regenerate the generated pages
	$(BIN)/python -m tools.docs

train:  ## train the language model (see training/README.md)
	$(PYTHON) -m training.train --treebanks ../shared/treebanks

lock: .venv/tested  ## write down the versions in use
	$(BIN)/pip freeze --exclude-editable > requirements.lock

clean:  ## remove what these commands made
	rm -rf .venv demo build dist
