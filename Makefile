# `make` alone prints the targets.
PORT ?= 8000
ATLAS ?= build/demo.duckdb
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV ?= $(firstword $(wildcard $(BIN)/uv) uv)
# The first Python of at least 3.11 on this machine; `make PYTHON=…` chooses another.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3.14 python3 python,\
  $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))

.PHONY: help demo test lint bench bench-web lock
.DEFAULT_GOAL := help

help: ## Print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python of at least 3.11 here; install one, or say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) cannot make environments; install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## Build the atlas of examples/ and serve it; PORT=8000
	@mkdir -p $(dir $(ATLAS))
	$(BIN)/fangzhi build examples -o $(ATLAS)
	$(BIN)/fangzhi serve $(ATLAS) --port $(PORT)

test: $(READY) ## Run the tests
	$(BIN)/pytest

lint: $(READY) ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## Time the extraction of examples/ and of ../shared/corpus when it is there, and the index laboratory
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_index.py

bench-web: $(READY) ## Time the pages of the atlas; FACTS=3000000 also on a synthetic one of so many figures
	$(BIN)/python tools/bench_web.py --facts $(or $(FACTS),0)

lock: $(READY) ## Pin every dependency with its hashes
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --output-file requirements.lock
