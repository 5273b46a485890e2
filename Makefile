# make        set up what the commands need and run the main job: the Dutch WASH Alliance, 200 times
# make test   set up what is missing and run the tests; make quick: those that take no time
# make help   all targets

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SOURCE := pyproject.toml constraints.txt

.DEFAULT_GOAL := run
.PHONY: run app test quick lint types contract docs measure stale archive notebooks benchmark constraints ci clean help

run: $(VENV)/.commands ## run the main job: an ensemble of the Dutch WASH Alliance, into out/wash
	$(BIN)/alliance run wash --out out/wash

test: $(VENV)/.all ## run all tests
	$(BIN)/python -m pytest -q -n auto

quick: $(VENV)/.all ## run the tests that take no time: no examples in docstrings, none marked slow
	$(BIN)/python -m pytest -q -n auto -m "not slow" tests

lint: $(VENV)/.all ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.all ## check types
	$(BIN)/mypy

contract: $(VENV)/.all ## check that imports point down
	$(BIN)/lint-imports

docs: $(VENV)/.all ## build the documentation into site/
	$(BIN)/mkdocs build --strict --quiet

measure: $(VENV)/.all ## make the numbers and pictures of docs/ that are stale; all take some two hours
	$(BIN)/python docs/make.py

stale: $(VENV)/.all ## tell which numbers and pictures of docs/ are stale, and fail when any is
	$(BIN)/python docs/make.py --check

archive: $(VENV)/.all ## pack code, ODD, data and a record of versions into dist/, for a model library
	$(BIN)/python docs/archive.py

notebooks: $(VENV)/.all ## run each notebook from top to bottom, into out/notebooks
	@mkdir -p out/notebooks
	@set -e; for notebook in notebooks/*.ipynb; do \
	  start=$$(date +%s); \
	  $(BIN)/jupyter-execute --Application.log_level=ERROR --kernel_name=python3 --timeout=120 \
	    --output='../out/notebooks/{notebook_name}' "$$notebook"; \
	  echo "$$notebook: $$(($$(date +%s) - start)) s"; \
	done

app: $(VENV)/.app ## open the laboratory in a browser
	$(BIN)/alliance app

benchmark: $(VENV)/.all ## measure speed, as ratios within one run
	$(BIN)/python -m benchmarks.engines

constraints: ## renew the versions in constraints.txt, for all supported Pythons; needs uv
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras --no-annotate \
	  --no-emit-package alliance-lab --no-emit-package setuptools \
	  --custom-compile-command 'make constraints' --output-file constraints.txt pyproject.toml

ci: ## everything that must hold before a change lands
	bash .ci/run

clean: ## remove the environment and what was built
	rm -rf $(VENV) site build dist

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

# A stamp is made last: an install that failed is tried again, one that succeeded is not repeated
# until a dependency changes.
$(VENV)/.commands: $(SOURCE) | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[sweep,lab,tables]'
	@touch $@

$(VENV)/.app: $(SOURCE) | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[app]'
	@touch $@

$(VENV)/.all: $(SOURCE) | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]'
	@touch $@ $(VENV)/.commands $(VENV)/.app

# pip comes last into a new environment, so that without it the environment is made anew.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "$(PYTHON) is missing or older than 3.11; say which to use: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@echo "Setting up $(VENV); this takes a few minutes the first time."
	@$(PYTHON) -m venv --clear $(VENV)
