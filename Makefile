# `make` alone prints the targets.
PORT ?= 8000
ATLAS ?= build/demo.duckdb
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TO_DEVELOP := $(VENV)/.ready-to-develop
READY_TO_COMPARE := .venv-bench/.ready
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV ?= $(firstword $(wildcard $(BIN)/uv) uv)
LOCK = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
# The first Python of at least 3.11 on this machine; `make PYTHON=…` chooses another.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3.14 python3 python,\
  $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))

.PHONY: help demo test lint fuzz wheel bench bench-web bench-many lock
.DEFAULT_GOAL := help

help: ## Print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python of at least 3.11 here; install one, or say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) cannot make environments; install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(READY_TO_DEVELOP): requirements-dev.lock $(READY)
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(READY) ## Build the atlas of examples/ and serve it; PORT=8000
	@mkdir -p $(dir $(ATLAS))
	$(BIN)/fangzhi build examples -o $(ATLAS)
	$(BIN)/fangzhi serve $(ATLAS) --port $(PORT)

test: $(READY_TO_DEVELOP) ## Run the tests
	$(BIN)/pytest

lint: $(READY_TO_DEVELOP) ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(READY_TO_DEVELOP) ## Fuzz the readers and the extractor; FUZZ_SECONDS=600 for each of 13 targets
	$(BIN)/python tools/fuzz.py --seconds $(or $(FUZZ_SECONDS),600)

wheel: $(READY_TO_DEVELOP) ## Make dist/fangzhi-….whl with the extraction compiled: minutes, needs a C compiler
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/python -m hatchling build --target wheel

bench: $(READY_TO_DEVELOP) ## Time the extraction of examples/ and of ../shared/corpus when it is there, and the index laboratory
	$(BIN)/python tools/bench.py
	$(BIN)/python benchmarks/compiled.py
	$(BIN)/python tools/bench_index.py
	-@$(MAKE) --no-print-directory $(READY_TO_COMPARE)
	$(BIN)/python benchmarks/beside.py

$(READY_TO_COMPARE): requirements-bench.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

bench-web: $(READY_TO_DEVELOP) ## Time the pages of the atlas; FACTS=3000000 also on a synthetic one of so many figures
	$(BIN)/python tools/bench_web.py --facts $(or $(FACTS),0)

bench-many: $(READY_TO_DEVELOP) ## Build generated documents with one process and two; DOCUMENTS="1000 10000" ROUNDS=3
	$(BIN)/python benchmarks/many.py $(or $(DOCUMENTS),1000 4000) --workers 1 2 --rounds $(or $(ROUNDS),3)
	$(BIN)/python benchmarks/growth.py $(or $(LENGTH),1e6)

lock: $(READY) ## Pin every dependency with its hashes
	$(LOCK) --group dev --output-file requirements-dev.lock
	$(LOCK) --group build --constraint requirements-dev.lock --output-file requirements.lock
	$(UV) pip compile --group bench --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --output-file requirements-bench.lock
