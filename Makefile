# `make` builds source/ into decks/; `make help` lists the rest. GNU make 3.81 (macOS) is enough.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
SOURCE ?=
ARGS ?=
SIZES ?=
ONLY ?=
ANKI ?= 25.2.7 25.9.5
SECONDS ?= 300
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' pyproject.toml

.PHONY: all build check diff preview list docs addon test test-addon test-desktop bench fuzz lint dist lock clean help
.DEFAULT_GOAL := all

all: build

build: .venv/installed ## build source/ into decks/ (default)
	@$(BIN)/anki-export build $(SOURCE) $(ARGS)

check: .venv/installed ## check the pages
	@$(BIN)/anki-export check $(SOURCE) $(ARGS)

diff: .venv/installed ## show what a build would release
	@$(BIN)/anki-export diff $(SOURCE) $(ARGS)

preview: .venv/installed ## show all cards in the browser
	@$(BIN)/anki-export preview --open $(SOURCE) $(ARGS)

list: .venv/installed ## list the questions
	@$(BIN)/anki-export list $(SOURCE) $(ARGS)

docs: .venv/tested ## publish the sample decks in docs/decks, and build the documentation into site/
	@$(BIN)/anki-export publish --quiet
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

addon: .venv/installed ## build the add-on for Anki into build/anki-deck-subscriptions.ankiaddon
	@$(BIN)/python addon/build.py build/anki-deck-subscriptions.ankiaddon

test: .venv/tested .venv-oldest/installed ## run all tests
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-addon: .venv/tested ## test the add-on in the versions of Anki between the oldest and the newest; for one: ANKI=25.2.7
	@for version in $(ANKI); do echo "Anki $$version" && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
			--target "build/anki-$$version" "anki==$$version" && \
		PYTHONPATH="build/anki-$$version" $(BIN)/python -m pytest -n0 -q tests/test_addon_update.py tests/test_addon_year.py \
		|| exit 1; done

test-desktop: .venv/installed .venv-desktop/installed addon ## study every card in Anki without a display, and subscribe to decks
	@.venv-desktop/bin/python tests/desktop/run.py $(SOURCE)
	@.venv-desktop/bin/python tests/desktop/subscribe.py

bench: .venv/tested ## measure speed; for a part: SIZES=1200 ONLY=ours,floor
	@$(BIN)/python benchmarks/speed.py --sizes "$(SIZES)" --only "$(ONLY)" $(ARGS)

fuzz: .venv/fuzzed ## search for pages that violate an invariant, for SECONDS (300)
	@$(BIN)/python -m tests.fuzz.guided --seconds $(SECONDS) $(ARGS)

lint: .venv/tested ## check style, types and workflows
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/zizmor --offline --quiet .

dist: .venv/tested ## build the source archive and the wheel into dist/
	@rm -rf dist
	@$(BIN)/uv build --quiet
	@$(BIN)/uvx --quiet twine@7 --no-color check --strict dist/*

lock: .venv/tested ## update requirements-dev.lock and requirements.lock to the newest allowed versions
	@$(COMPILE) --upgrade --extra test --extra build --output-file requirements-dev.lock
	@$(COMPILE) --constraint requirements-dev.lock --extra build --output-file requirements.lock

clean: ## remove packages, caches and .venv, but not the lock
	rm -rf .venv .venv-desktop .venv-oldest .venv-sites build dist ./*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis site docs/decks decks/*.apkg decks/preview
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | awk -F'\t' '{printf "make %-12s %s\n", $$1, $$2}'

# A virtual environment in this folder: nothing is installed elsewhere.
.venv/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is required: install it, or run make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "Python has no venv module. Install the package python3-venv: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing into .venv ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed requirements-dev.lock
	@echo "Installing test dependencies ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@# Anki's own web pages, for the tests in browser engines; Qt, a dependency of aqt, would add 600 MB.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		"aqt==$$($(BIN)/python -c 'from importlib.metadata import version; print(version("anki"))')"
	@touch $@

.venv/fuzzed: .venv/tested
	@echo "Installing the fuzzer ..."
	@# Atheris has wheels only for Linux; elsewhere pip builds it with clang.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]' || { \
		echo "Atheris can't be installed for this Python: see https://github.com/google/atheris, or run" >&2; \
		echo "HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/test_fuzz.py, which doesn't need it" >&2; exit 1; }
	@touch $@

# Site generators that can't be installed beside MkDocs, for tests/test_sites.py.
.venv-sites/installed: | .venv/installed
	@echo "Installing site generators into .venv-sites ..."
	@$(BIN)/python -m venv --clear .venv-sites
	@.venv-sites/bin/python -m pip install --quiet --disable-pip-version-check properdocs mkdocs-materialx zensical mkdocs-static-i18n
	@touch $@

# The oldest Anki that the add-on supports, for tests/test_addon_oldest.py.
.venv-oldest/installed: | .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target .venv-oldest anki==24.6.3
	@touch $@

.venv-desktop/installed: | .venv/installed
	@echo "Installing Anki into .venv-desktop, 620 MiB ..."
	@$(BIN)/python -m venv --clear .venv-desktop
	@.venv-desktop/bin/python -m pip install --quiet --disable-pip-version-check 'aqt[qt]'
	@touch $@
