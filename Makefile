# alegra-cli. `make help` lists the targets.
PYTHON ?= $(shell sh tools/python.sh)
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo test crash fuzz check lint types layers docs docs-check docs-serve docs-site pictures oldest bench dist-check plugins-check strangers translations clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One stamp for each way of installing: what changes the packages changes the stamp.
$(VENV)/.installed: setup.cfg pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --editable '.[test,dev]'
	@touch $@

$(VENV)/.documenting: $(VENV)/.installed
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@

# All three at once, where all are wanted: what CI begins with. What is never imported needs no
# compiling; the first start of anything else does it.
setup: $(VENV)/.complete ## Install what every target needs into .venv

$(VENV)/.complete: setup.cfg pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-compile --editable '.[test,dev,docs]'
	@touch $(VENV)/.installed $(VENV)/.developing $(VENV)/.documenting $@

demo: $(VENV)/.installed ## Install into .venv and show the main job on the embedded sandbox
	@BIN=$(BIN) sh docs/demo.sh

# pytest compiles each test module for its assertions: once, and not for every worker and run.
test: $(VENV)/.developing ## Run every test
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -q -n auto --dist worksteal

crash: $(VENV)/.developing ## Kill what writes at every step, hundreds of times: nothing twice, nothing lost
	@env -u PYTHONDONTWRITEBYTECODE timeout 900 $(BIN)/python -m pytest -q -n auto --dist worksteal -o python_files=everywhere.py tests/crash

fuzz: $(VENV)/.developing ## Try odd input of every kind for FUZZ_SECONDS (60); FUZZ_SEED repeats it
	@$(BIN)/python -m tests.fuzz

# An environment of its own, made again when the bounds change.
OLDEST := $(VENV)-oldest

$(OLDEST)/.installed: setup.cfg tools/oldest.py | $(VENV)/.developing
	@test -x $(OLDEST)/bin/python || $(PYTHON) -m venv $(OLDEST)
	@$(BIN)/python tools/oldest.py > $(OLDEST)/constraints.txt
	@PYTHONWARNINGS=ignore $(OLDEST)/bin/python -m pip install --quiet --constraint $(OLDEST)/constraints.txt --editable '.[test]'
	@touch $@

# With the unit tests those that live on what libraries keep to themselves: the Tab key, spreadsheets.
oldest: $(OLDEST)/.installed ## Run the unit tests with the oldest libraries that we allow
	@$(OLDEST)/bin/python -m pytest -q -p no:cacheprovider -n auto \
		tests/unit tests/cli/test_completion.py tests/cli/test_formats.py

check: lint types layers docs-check ## Style, types, layers, docs up to date

lint: $(VENV)/.developing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python tools/function_length.py

types: $(VENV)/.developing
	@$(BIN)/mypy

layers: $(VENV)/.developing
	@$(BIN)/lint-imports

docs: $(VENV)/.developing ## Write the reference, the errors page and the man pages from the code
	@$(BIN)/python tools/reference.py docs/reference
	@$(BIN)/python tools/errors_page.py docs
	@$(BIN)/python tools/manpages.py share

pictures: $(VENV)/.developing ## Make the recording and the picture of the first page again
	@$(BIN)/python tools/pictures.py docs/assets

# A text without its Spanish makes the pages stale as well, and they can't be made before it is there.
docs-check: $(VENV)/.developing
	@$(BIN)/python tools/translations.py --check
	@$(BIN)/python tools/reference.py --check docs/reference
	@$(BIN)/python tools/errors_page.py --check docs
	@$(BIN)/python tools/manpages.py --check share

# The theme announces its successor on every run; this is its own way to say that we know.
docs-serve docs-site: export NO_MKDOCS_2_WARNING = 1

docs-serve: $(VENV)/.documenting ## Show the documentation on http://localhost:8000, as it is edited
	@$(BIN)/mkdocs serve --livereload

# With --quiet nothing would be counted that --strict stops at: what it tells waits in a file.
docs-site: $(VENV)/.documenting ## Build the documentation into build/site
	@mkdir -p build
	@$(BIN)/mkdocs build --strict > build/site.log 2>&1 || { grep -v '^INFO' build/site.log; exit 1; }

translations: $(VENV)/.developing ## Collect the texts and compile the catalogues
	@$(BIN)/python tools/translations.py

bench: $(VENV)/.developing ## Start-up and request times against bare scripts
	@$(BIN)/python tools/bench.py
	@$(BIN)/python tools/bench_completion.py
	@$(BIN)/python tools/bench_bulk.py
	@$(BIN)/python tools/bench_each.py
	@$(BIN)/python tools/bench_received.py

dist-check: $(VENV)/.developing ## Install the wheel elsewhere (WHEEL, or one built now), run every command's help
	@$(BIN)/python tools/dist_check.py $(WHEEL)

plugins-check: $(VENV)/.developing ## Build and install plugins elsewhere, use, remove and break them
	@$(BIN)/python tools/plugins_check.py

# Two minutes where the clients' environments are not there yet, and half a minute after: CI does
# without it.
strangers: $(VENV)/.developing ## Run clients that others wrote against the served sandbox
	@$(BIN)/python tools/strangers.py

clean: ## Remove what the targets made
	rm -rf $(VENV) $(VENV)-strangers $(OLDEST) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
