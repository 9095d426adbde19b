# `make generate` writes the client, `make test` runs the tests. Requires git, make, Python 3.11+.
PYTHON ?= python3
BIN := .venv/bin
# The tests start hundreds of processes: each would compile the whole generator again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: docs types-report release help generate test test-all map check lint golden record corpus bench soak documents wild wild-page mutants lock clean

help:  ## List all commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "specquilt needs Python 3.11 or newer; try: make PYTHON=python3.13")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

generate: .venv/.ready  ## Merge specs/*, write generated/*, and compare both with a run from nothing
	$(BIN)/specquilt generate
	$(BIN)/specquilt generate --check

test: .venv/.ready  ## Run all tests except the long ones
	$(BIN)/python -m pytest -n auto -m "not long"

test-all: .venv/.ready  ## Run the long tests: fuzzing, corpora, large documents
	$(BIN)/python -m pytest -n auto -m long

check: .venv/.ready  ## Run the checks of CI except the tests
	$(BIN)/specquilt lint
	$(BIN)/specquilt generate --check
	$(BIN)/ruff check .
	$(BIN)/black --check --quiet generator tests benchmarks
	$(BIN)/mypy

map: .venv/.ready  ## Update the map in CONTRIBUTING.md from the imports
	PYTHONPATH=tests $(BIN)/python -m layers

golden: .venv/.ready  ## Update the expected output in tests/cases and pages in docs/
	$(BIN)/python -m pytest -q tests/cases tests/report/test_ci.py tests/project tests/diff/test_page.py tests/diff/test_programs.py tests/runtime/test_public.py tests/cli/test_habits.py tests/cli/test_pictures.py --golden

record: .venv/.ready  ## Record the requests of the vendor's own SDK again
	PYTHONPATH=tests $(BIN)/python -m recordings.record
	PYTHONPATH=tests $(BIN)/python -m recordings.exchanges

corpus: .venv/.ready  ## Merge the pages of real vendors and update docs/corpus.md
	PYTHONPATH=generator:tests $(BIN)/python -m corpus

bench: .venv/.ready  ## Print the benchmark tables
	$(BIN)/python benchmarks/generator.py
	$(BIN)/python benchmarks/changes.py
	$(BIN)/python benchmarks/lint.py
	$(BIN)/python benchmarks/diff.py
	$(BIN)/python benchmarks/client.py
	$(BIN)/python -W ignore benchmarks/deadlines.py
	$(BIN)/python benchmarks/texts.py

soak: .venv/.ready  ## Make 50,000 calls; fail if memory or descriptors grow
	$(BIN)/python -W ignore benchmarks/soak.py

documents: .venv/.ready  ## Test clients of real documents and update docs/documents.md
	$(BIN)/python -m pytest -q tests/documents
	$(BIN)/python benchmarks/documents.py

wild: .venv/.ready  ## Generate clients of all inputs in FOLDER and rank the failures
	PYTHONPATH=generator:tests $(BIN)/python -m wild $(FOLDER) $(OPTIONS)

wild-page: .venv/.ready  ## Write the results of FOLDERS, measured before, into docs/documents.md
	PYTHONPATH=generator:tests $(BIN)/python -m wild.page $(FOLDERS)

SIZE ?= 300
WORKERS ?= 2

mutants: .venv/.ready  ## Make SIZE random mutants (SEED); fail if the tests notice too few
	PYTHONPATH=generator:tests $(BIN)/python -m mutants --size $(SIZE) --workers $(WORKERS) \
		$(if $(SEED),--seed $(SEED)) $(if $(AGAIN),--again)

lock: .venv/.ready  ## Update requirements-*.lock
	for group in dev docs release; do \
		all=$$([ $$group = dev ] && echo pyproject.toml); \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-emit-index-url \
			--custom-compile-command "make lock" $$all --group $$group -o requirements-$$group.lock; \
	done

docs: .venv/.ready .venv-docs/.ready  ## Build the site of docs/ in site/; fail if a link is broken
	$(BIN)/python docs/assemble.py .site
	.venv-docs/bin/zensical build --strict --clean --config-file .site/zensical.toml

.venv-docs/.ready: requirements-docs.lock
	$(PYTHON) -m venv .venv-docs
	.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.lock
	touch $@

types-report: .venv/.ready  ## Print what ty and pyrefly say of the generated client
	bash tests/type_checks/report.sh

release: .venv/.ready  ## Build what a release publishes, twice, and check it
	bash tests/packaging/release.sh

clean:  ## Remove the environments and all caches
	rm -rf .venv .venv-docs .site .mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
