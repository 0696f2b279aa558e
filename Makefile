# 医养一张图 · Care Plan Atlas
#   make run        set up what is missing and start the product on http://localhost:8501 (PORT=… for another)
#   make test       style, types, data checks and all tests but the heavy ones, a real browser included
#   make test-full  the heavy tests too          make check   faults in the plans' data
#   make bench      measure                      make lint    style and types only
#   make bench-scale  a nation, on one machine and on a cluster of processes
#   make screenshots                             take the pictures of the README anew
#   make clean      remove what was generated    make distclean   and the installed packages

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
BIN := .venv/bin
STATIC := static
BROWSER_SOURCES := $(wildcard geo/browser/*)
MAP_SOURCES := $(wildcard geo/*.py geo/style.yaml layouts/* data/reference/* data/plans/*/*.yaml data/plans/*/*.csv data/plans/*/*.geojson)

.PHONY: run setup test test-full check lint types bench bench-scale screenshots browser office clean distclean

run: setup
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.headless true --browser.gatherUsageStats false

setup: .venv/installed $(STATIC)/vendor/manifest.json $(STATIC)/maps/plans.json

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更高版本（make PYTHON=python3.11 run）"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "不能建立 .venv：Debian/Ubuntu 上请先安装 python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(STATIC)/vendor/manifest.json: package.json package-lock.json geo/frontend.py $(BROWSER_SOURCES) | .venv/installed
	$(BIN)/python -m geo frontend
	@touch $@

$(STATIC)/maps/plans.json: $(MAP_SOURCES) | .venv/installed
	$(BIN)/python -m geo maps
	@touch $@

test: lint types check browser office
	$(BIN)/python -m pytest -m "not heavy" -n $(WORKERS) --dist loadfile

test-full: lint types check browser office
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: .venv/installed-dev
	$(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

check: .venv/installed
	@status=0; $(BIN)/python -m data check || status=1; $(BIN)/python -m geo check || status=1; exit $$status

bench: setup .venv/installed-dev browser
	$(BIN)/python -m tests.benchmarks.bench

bench-scale: setup .venv/installed-dev
	$(BIN)/python -m tests.benchmarks.scale $(SCALE)

screenshots: setup .venv/installed-dev browser
	$(BIN)/python -m tests.screenshots

browser: setup .venv/installed-dev
	@.ci/browser

office:
	@.ci/office

clean:
	rm -rf $(STATIC) build node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv
