# Placewell. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run test soak-gate lint format screenshots bench-rank bench-extract bench-quality bench-laws clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONDONTWRITEBYTECODE  # every command and server is a process: without kept bytecode each compiles all libraries anew
WORKERS ?= $(shell nproc 2>/dev/null | awk '{print ($$1 > 4) ? 4 : $$1}')

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Placewell needs Python 3.11, 3.12 or 3.13; none was found. Install one, or say where it is: make run PYTHON=/path/to/python3.12"; exit 1; fi
	@if [ ! -w . ]; then echo "Placewell keeps its environment and database in this folder, and the folder is read-only: move the checkout to where you may write."; exit 1; fi
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Could not make $(VENV): see above (on Debian: apt install python3-venv)."; exit 1; }

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Installing what Placewell needs into $(VENV) (once) ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run | $(BIN)/python
	@echo "Installing what the tests need into $(VENV) (once) ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run  ## the demo agency on http://127.0.0.1:8000 (PORT=... for another port)
	@PLACEWELL_DEMO=1 exec $(BIN)/python -m web.serve --workers $(or $(WORKERS),2)

test: $(VENV)/.dev  ## everything: SQLite, PostgreSQL, browser journeys
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

soak-gate: $(VENV)/.dev  ## a million drawn cases through gate and oracle: make soak-gate CASES=... SEED=...
	@$(BIN)/python -m tests.gate_oracle.soak --cases $(or $(CASES),1000000) --seed $(or $(SEED),1)

lint: $(VENV)/.dev  ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: $(VENV)/.dev  ## put the code in order
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

screenshots: $(VENV)/.dev  ## every page at 375 and 1440 px into screenshots/
	@$(BIN)/python -m bench.screenshots

bench-rank: $(VENV)/.dev  ## ranking speed at 100,000 people beside plain Python and NearestNeighbors
	@$(BIN)/python -m bench.rank $(ARGS)

bench-extract: $(VENV)/.dev  ## reading speed: a resume, a posting, documents
	@$(BIN)/python -m bench.extract $(ARGS)

bench-quality: $(VENV)/.dev  ## ranking quality on graded judgments: make bench-quality EVAL=folder AS_OF=day ARGS=--ablation
	@$(BIN)/python -m bench.quality "$(EVAL)" --as-of "$(or $(AS_OF),$(shell date +%F))" $(ARGS)

bench-laws: $(VENV)/.dev  ## laws of the ranking on real texts: make bench-laws EVAL=folder AS_OF=day ARGS=--show
	@$(BIN)/python -m bench.laws "$(EVAL)" --as-of "$(or $(AS_OF),$(shell date +%F))" $(ARGS)

clean:  ## remove the environment, caches and screenshots (the database in instance/ stays)
	rm -rf $(VENV) .pytest_cache .hypothesis .ruff_cache .mypy_cache screenshots
