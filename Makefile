# `make generate` does the main job, `make test` proves it. Both need git, make and python3 (3.11+).
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help generate test test-all map check lint golden record corpus bench documents lock clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "specquilt needs Python 3.11 or newer; try: make PYTHON=python3.13")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

generate: .venv/.ready  ## Sew specs/* and write generated/*
	$(BIN)/specquilt generate

test: .venv/.ready  ## Run the tests of all behaviour
	$(BIN)/python -m pytest -n auto -m "not long"

test-all: .venv/.ready  ## Run the long tests: fuzzing, corpora, large documents
	$(BIN)/python -m pytest -n auto -m long

check: .venv/.ready  ## What CI checks besides the tests
	$(BIN)/specquilt lint
	$(BIN)/specquilt generate --check
	$(BIN)/ruff check .
	$(BIN)/black --check --quiet generator tests benchmarks
	$(BIN)/mypy

map: .venv/.ready  ## Draw the map of CONTRIBUTING.md from the imports
	PYTHONPATH=tests $(BIN)/python -m layers

golden: .venv/.ready  ## Rewrite the expected output of the case folders, and pages of docs/
	$(BIN)/python -m pytest -q tests/cases tests/report/test_ci.py tests/project --golden

record: .venv/.ready  ## Record the requests of the vendor's own SDK anew
	PYTHONPATH=tests $(BIN)/python -m recordings.record

corpus: .venv/.ready  ## Sew the pages of real vendors, and write docs/corpus.md
	PYTHONPATH=generator:tests $(BIN)/python -m corpus

bench: .venv/.ready  ## Print the benchmark tables
	$(BIN)/python benchmarks/generator.py
	$(BIN)/python benchmarks/lint.py
	$(BIN)/python benchmarks/client.py

documents: .venv/.ready  ## Generate, type-check and call clients of real documents; write the table
	$(BIN)/python -m pytest -q tests/documents
	$(BIN)/python benchmarks/documents.py

lock: .venv/.ready  ## Resolve the development environment anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --group dev --upgrade \
		--no-emit-index-url --custom-compile-command "make lock" pyproject.toml -o requirements-dev.lock

clean:  ## Remove the environment and all caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
