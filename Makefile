# `make` lists what there is to run. Every target works alone on a fresh clone: it makes .venv and installs what it needs.

# The Python to build .venv with: 3.11 or newer.
PYTHON ?= python3
# Another package index, beside the configured one. For torch without CUDA (a few hundred MB instead of gigabytes):
#   make demo INDEX=https://download.pytorch.org/whl/cpu
INDEX ?=
# Where the benchmark lives: score.py and cases/.
BENCH ?= ../shared/bench

VENV := .venv
BIN := $(VENV)/bin
DEMO := samples/01-bookkeeper-treasurer
PIP_INSTALL = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check \
	--constraint constraints.txt $(if $(INDEX),--extra-index-url $(INDEX))

# Processes that tests run in; each holds a model of its own, about a gigabyte with all else.
PROCESSES ?= 2
# How long `make fuzz` tries each reader.
FUZZ_SECONDS ?= 60

# What each target installs beside the package itself, as extras of pyproject.toml.
extras-demo := [ocr]
extras-test := [fuzz,ocr,test,samples]
extras-check := [ocr,test,check,samples,train]
extras-bench := [bench,ocr]
extras-samples := [samples]
extras-fuzz := [samples,fuzz]
extras-train := [train]

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check format bench bench-batch soak fuzz train train-twice samples screens translations clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/installed-demo ## read the first sample pair and print the report
	$(BIN)/overlooked analyze $(DEMO)/resume.pdf $(DEMO)/job.txt

test: $(VENV)/installed-test ## run all tests, those in a browser where chromium is or can be installed
	@tests/browser/prepare.sh
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || test -n "$$OVERLOOKED_TEST_POSTGRESQL" || \
		echo "PostgreSQL is not installed: its tests will be skipped (on Debian: apt-get install postgresql)"
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile $(TESTS)

check: $(VENV)/installed-check ## lint, formatting, types and the import rule
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-check ## let ruff format and mend what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/installed-bench ## score the benchmark and rewrite the measured part of docs/benchmarks.md
	$(BIN)/python tests/benchmark/run.py --bench $(BENCH)

bench-batch: $(VENV)/installed-bench ## measure folders of made-up résumés beside the obvious pipeline and public tools
	OMP_NUM_THREADS=1 $(BIN)/python tests/benchmark/batch.py --sizes --curve --others --out docs/batch_costs.json
	$(BIN)/python tests/benchmark/batch_plots.py

soak: $(VENV)/installed-bench ## workers in network namespaces, one of them cut off midway (needs root)
	$(BIN)/python tests/soak/network.py

train: $(VENV)/installed-train ## train the classifiers again from the data under embeddings/training
	OMP_NUM_THREADS=1 $(BIN)/python -m embeddings.training.train_word_weights
	OMP_NUM_THREADS=1 $(BIN)/python -m embeddings.training.train_priority
	OMP_NUM_THREADS=1 $(BIN)/python -m embeddings.training.train_requirements
	OMP_NUM_THREADS=1 $(BIN)/python -m embeddings.training.train_looks
	OMP_NUM_THREADS=1 $(BIN)/python -m embeddings.training.train_judge

train-twice: $(VENV)/installed-train ## try that out in little, twice from nothing: the same files both times
	$(BIN)/python tests/soak/training.py

fuzz: $(VENV)/installed-fuzz ## try each reader with made-up documents for FUZZ_SECONDS
	$(BIN)/python tests/fuzz/run.py --seconds $(FUZZ_SECONDS)

samples: $(VENV)/installed-samples ## make the binary samples again from their sources
	$(BIN)/python samples/make.py

screens: $(VENV)/installed-test ## take the pictures of the pages in docs/screens again (needs chromium)
	OMP_NUM_THREADS=1 $(BIN)/python docs/screens/take.py

translations: $(VENV)/installed-test ## collect the texts of the pages, bring the catalogues up to date, compile them
	cd service/web && ../../$(BIN)/pybabel -q extract -F translations/babel.cfg -k _lazy --no-location --sort-output -o messages.pot .
	cd service/web && ../../$(BIN)/pybabel -q update -i messages.pot -d translations --no-fuzzy-matching --ignore-obsolete -w 110
	cd service/web && ../../$(BIN)/pybabel -q compile -d translations
	rm service/web/messages.pot

clean: ## remove .venv and everything that tools left behind
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed-%: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing overlooked$(extras-$*) into $(VENV) (the first time fetches torch and takes a few minutes)"
	$(PIP_INSTALL) --editable ".$(extras-$*)"
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
