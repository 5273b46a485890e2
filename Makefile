# make        set up what is missing and run the main job: the Dutch WASH Alliance, 200 times
# make test   set up what is missing and run the tests
# make help   all targets

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SOURCE := pyproject.toml constraints.txt

.DEFAULT_GOAL := run
.PHONY: run test lint types contract docs site benchmark ci clean help

run: $(VENV)/.core ## run the main job: an ensemble of the Dutch WASH Alliance, into out/wash
	$(BIN)/alliance run wash --out out/wash

test: $(VENV)/.dev ## run all tests
	$(BIN)/python -m pytest -q -n auto

lint: $(VENV)/.dev ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## check types
	$(BIN)/mypy

contract: $(VENV)/.dev ## check that imports point down
	$(BIN)/lint-imports

site: $(VENV)/.dev ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true $(BIN)/mkdocs build --strict --quiet

benchmark: $(VENV)/.dev ## measure speed, as ratios within one run
	$(BIN)/python -m benchmarks.engines

ci: ## everything that must hold before a change lands
	bash .ci/run

clean: ## remove the environment and what was built
	rm -rf $(VENV) site build *.egg-info

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.core: $(SOURCE)
	@$(call environment)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(SOURCE)
	@$(call environment)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]'
	@touch $@ $(VENV)/.core

define environment
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }; \
test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); \
echo "Setting up $(VENV); this takes a few minutes the first time."; \
$(BIN)/python -m pip install --quiet --upgrade 'pip>=24'
endef
