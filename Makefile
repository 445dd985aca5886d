# Everything a newcomer needs: `make serve` and `make test`. Both set up their own .venv from the
# lock files; they need Python 3.11 or newer, make, and a network to the package registries.

SHELL := bash
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
STORE ?= .legation/store
RECORDS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  if command -v $$name >/dev/null && $$name -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
  then command -v $$name; break; fi; done)

# Node: the machine's own where it is new enough, else the one that pip installs with the rest.
WITH_NODE = PATH="$$(if node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && \
  command -v npm >/dev/null; then echo "$$PATH:$(CURDIR)/$(BIN)"; else echo "$(CURDIR)/$(BIN):$$PATH"; fi)"
BUILT := api/static/built
PAGE_SOURCES := $(shell find api/page -path api/page/node_modules -prune -o -type f ! -name '*.lock' -print) api/static/page.css api/static/map.css

.PHONY: help serve test lint docs fuzz bench page pictures lock tools clean

help: ## Say what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(VENV)/.runtime $(BUILT)/page.js ## Install, build the graph and answer on PORT (RECORDS=DIR imports first)
	@$(BIN)/legation serve --port $(PORT) --store "$(STORE)" $(if $(RECORDS),--records "$(RECORDS)")

test: $(VENV)/.development page tools ## Install what the tests need and run them all
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest

lint: $(VENV)/.development page ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

docs: $(VENV)/.development ## Write the ontology's page to build/ontology.html
	@mkdir -p build
	@$(BIN)/python -m ontology.documentation build/ontology.html

fuzz: $(VENV)/.development ## Make up 20,000 requests (N=) and hold every answer to its promises
	@LEGATION_FUZZ_REQUESTS=$(or $(N),20000) $(BIN)/python -m pytest -q tests/fuzz

bench: $(VENV)/.development build/bench/.installed ## Run the measurements
	@for script in tests/bench/bench_*.py; do $(BIN)/python $$script || exit 1; done

# The peer that is measured beside us wants other versions than ours, so it has its own environment.
build/bench/.installed: requirements/bench.lock $(BIN)/python
	@$(PYTHON) -m venv build/bench
	@build/bench/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r $<
	@touch $@

page: $(BUILT)/page.js ## Check the types of the page's scripts and bundle them
	@cd api/page && $(WITH_NODE) npm run --silent check

$(BUILT)/page.js: $(PAGE_SOURCES) api/page/node_modules/.installed
	@cd api/page && $(WITH_NODE) npm run --silent build

api/page/node_modules/.installed: api/page/package-lock.json $(VENV)/.runtime
	@echo "Installing what the page is made of ..." >&2
	@cd api/page && $(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Readers of exports, a browser, letters of every script for pictures, and an engine that others
# run; of that the program alone, for the tests start it themselves and no service is wanted.
DEBIAN := graphviz chromium fontconfig fonts-dejavu-core fonts-noto-core fonts-noto-cjk \
  virtuoso-opensource-7-bin

pictures: $(VENV)/.development page tools ## Take the README's pictures of the page anew
	@$(BIN)/python -m tests.page.pictures docs/images

tools: tests/consumers/node_modules/.installed ## Install what only the tests use
	@{ command -v dot && command -v chromium && command -v virtuoso-t && \
	  fc-list ':lang=ko' | grep -q . && fc-list ':lang=ar' | grep -q .; } >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(DEBIAN) >/dev/null; \
	  else echo "make: the tests need $(DEBIAN): install them with your system's packages" >&2; exit 1; fi; }

tests/consumers/node_modules/.installed: tests/consumers/package-lock.json $(VENV)/.development
	@cd tests/consumers && $(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "make: Python 3.11 or newer with its venv module is needed, and none was found" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: $(PYTHON) cannot make a virtual environment: install its venv module" >&2; exit 1; }

$(VENV)/.runtime: requirements/runtime.lock requirements/build.lock pyproject.toml | $(BIN)/python
	@echo "Installing Legation ..." >&2
	@$(PIP) --require-hashes -r requirements/runtime.lock
	@$(PIP) --require-hashes -r requirements/build.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# One of the readers that the tests use (followthemoney's) is built against ICU where it is installed.
$(VENV)/.development: requirements/development.lock $(VENV)/.runtime
	@{ command -v g++ && command -v pkg-config && pkg-config --exists icu-i18n; } >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq g++ pkg-config libicu-dev >/dev/null; \
	  else echo "make: the tests need g++, pkg-config and libicu-dev: install them with your system's packages" >&2; exit 1; fi; }
	@echo "Installing what the tests need ..." >&2
	@$(PIP) --require-hashes -r requirements/development.lock
	@touch $@

# One set of versions for every Python and system ("universal"), each file by its hash.
COMPILE := env -u VIRTUAL_ENV build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
  --system-certs --upgrade

lock: ## Pin the newest versions of everything
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	@$(COMPILE) pyproject.toml --output-file requirements/runtime.lock
	@$(COMPILE) pyproject.toml --extra dev --constraint requirements/runtime.lock \
	  --output-file requirements/development.lock
	@$(COMPILE) requirements/build.in --output-file requirements/build.lock
	@$(COMPILE) requirements/bench.in --output-file requirements/bench.lock

clean: ## Remove what make made, but for the graph itself
	@rm -rf $(VENV) build dist tests/consumers/node_modules api/page/node_modules $(BUILT) graph/exports/_standalone .mypy_cache .ruff_cache .pytest_cache .hypothesis .artefacts
