# `make run` and `make test` work on a fresh machine; everything they install stays inside .venv and node_modules.
# Written for GNU make 3.81, the one that macOS ships.

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The Node.js of the wheel, found by what npm starts too.
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

.DEFAULT_GOAL := help
.PHONY: help run test lint types format unit browser slow site python mutants lock audit

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.installed  ## Install what is missing and serve on http://localhost:8501 (PORT= changes it)
	@exec $(BIN)/python -m deploy.serve --port $(PORT)

# Recipe lines, not prerequisites: in this order and up to the first failure, also under `make -j`.
test: $(VENV)/.installed-dev  ## Set up what is needed, then lint, types and all tests; what CI runs
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.firefox
	@$(BIN)/python -m tests.nginx
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
# Apart, and the quick ones first: in the process that has driven a browser they take half as long again.
	@$(MAKE) --no-print-directory unit
	$(BIN)/python -m pytest -m "browser and not slow" -n 2 --dist worksteal --durations=12  # two at a time: a browser waits

lint: $(VENV)/.installed-dev node_modules/.installed  ## Style of the Python, JavaScript and CSS code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/oxlint --deny-warnings stage/browser browser_edition
	$(NODE) node_modules/.bin/prettier --check stage/browser browser_edition

types: $(VENV)/.installed-dev node_modules/.installed  ## Static types, strict on everything but tests
	$(BIN)/mypy
	$(NODE) node_modules/.bin/tsc --project stage/browser
	$(NODE) node_modules/.bin/tsc --project browser_edition/browser

format: $(VENV)/.installed-dev node_modules/.installed  ## Repair most of what lint finds
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE) node_modules/.bin/prettier --write --log-level warn stage/browser browser_edition

# Those that attack a server of their own apart, a file at a time: they measure what it does.
unit: $(VENV)/.installed-dev  ## The tests that need no browser
	$(BIN)/python -m pytest -m "not browser" -n 2 --dist worksteal --ignore=tests/faults
	$(BIN)/python -m pytest -m "not browser and not slow" -n 3 --dist loadfile tests/faults  # which wait a lot

browser: $(VENV)/.installed-dev  ## The tests that drive a browser
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.firefox
	$(BIN)/python -m pytest -m "browser and not slow" -n 2 --dist worksteal

slow: $(VENV)/.installed-dev  ## What CI leaves out: more languages, editions, lectures and attacks
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -m slow -n 2 --dist worksteal

# WHEELS= a folder with the wheels for WebAssembly; without it they come from Pyodide's release. ORIGIN= where the site
# will be published, for link previews. SERVE= a port on which it is tried.
site: $(VENV)/.installed-dev node_modules/.installed  ## Build the browser edition, static files, in build/site
	$(BIN)/python -m browser_edition.site $(if $(WHEELS),--wheels "$(WHEELS)") $(if $(ORIGIN),--origin "$(ORIGIN)")
	$(if $(SERVE),@exec $(BIN)/python -m browser_edition.serve build/site --port $(SERVE))

python: $(VENV)/.installed-dev  ## Build Python for browsers, which stands in where the served app is out of reach
	$(BIN)/python -m browser_edition.python_files build/python $(if $(WHEELS),--wheels "$(WHEELS)")

# In an environment of its own, on top of the one of the tests.
mutants: $(VENV)/.installed-dev  ## Put small faults into the code, and list those that no test notices; not in CI
	nice -n 19 $(BIN)/uv run --no-project --python $(BIN)/python --with mutmut==3.8.1 python -m tests.mutants $(ONLY)

# For newer versions: make lock LOCKFLAGS=--upgrade
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(LOCKFLAGS)
lock: $(VENV)/.installed-dev  ## Pin the requirements, for Linux and macOS and every Python >= 3.11
	$(LOCK) --output-file requirements.lock requirements.txt
	$(LOCK) --output-file requirements-dev.lock requirements-dev.txt

audit: $(VENV)/.installed-dev  ## Ask PyPI for known vulnerabilities of what is pinned
	$(BIN)/uv tool run pip-audit==2.10.1 --strict --disable-pip --require-hashes --requirement requirements.lock

# The stamps make a second start quick, and a changed lock install again.
$(VENV)/.installed: requirements.lock | $(BIN)/python
	@echo "Installing what the app needs into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock requirements.lock | $(BIN)/python
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.installed

node_modules/.installed: package-lock.json $(VENV)/.installed-dev
	@echo "Installing the JavaScript tools into node_modules ..."
	@$(NODE) npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Softmax Lab needs Python 3.11 or newer, and there is no '$(PYTHON)' here." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Softmax Lab needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "Name another one like this: make PYTHON=python3.13 run" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
