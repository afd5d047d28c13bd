# Two commands are enough: `make run` audits corpus/, `make test` runs the whole suite.
# Both make their own virtual environment in .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# setuptools warns at length of every editable install.
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check
PATHS ?= corpus/
AUDITOR_DATA ?= ../shared/data
SEEDS ?= ../shared/seeds
CORE_TESTS := tests/rules/test_examples.py tests/text tests/scoring tests/settings tests/store \
	tests/record/test_record.py tests/cli/test_cli_run.py tests/cli/test_check.py \
	tests/engine/test_engine.py tests/test_imports.py tests/test_document.py tests/run/test_totals.py

.PHONY: picture run test check lint seeds evaluate bench sample clean

run: $(VENV)/.installed
	$(BIN)/audit run $(PATHS)

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

# For every change while working: lint, types, the rules' examples and the core, in under a minute.
check: lint
	$(BIN)/python -m pytest -m "not slow and not browser" $(CORE_TESTS)

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

seeds: $(VENV)/.installed
	$(BIN)/python -m auditor.training.seeds $(SEEDS)

evaluate: $(VENV)/.installed
	@test -d $(AUDITOR_DATA) || echo "$(AUDITOR_DATA) is not there: only corpus/ is measured"
	$(BIN)/audit evaluate corpus $(wildcard $(AUDITOR_DATA)) --floors corpus/floors.json

# After a change of a rule or a report: look at the difference before committing it.
sample: $(VENV)/.installed
	$(BIN)/python tests/sample/rebuild.py

# The picture in the README, of a page of the sample; needs Chromium.
picture: $(VENV)/.installed
	$(BIN)/python tests/sample/picture.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip

$(VENV)/.installed: $(BIN)/python setup.cfg pyproject.toml
	$(PIP) --editable .
	touch $@

$(VENV)/.installed-test: $(BIN)/python setup.cfg pyproject.toml
	$(PIP) --editable '.[test]'
	touch $(VENV)/.installed $@

# The peers from PyPI are installed; write-good is measured where npm has it (NODE_PATH).
bench: $(VENV)/.installed
	$(PIP) --editable '.[bench]'
	$(BIN)/python -m benchmarks.compare $(AUDITOR_DATA)/bench/news.jsonl.gz
	$(BIN)/python -m benchmarks.growth

.PHONY: coverage fuzz kills

# By branch, workers and commands included; docs/hardening.md explains what is not covered.
coverage: $(VENV)/.installed-test
	$(BIN)/python -m pytest --cov --cov-report=
	$(BIN)/python -m coverage report

# Half an hour each; needs audit-articles[fuzz] and Python 3.11 or later.
fuzz: $(VENV)/.installed-test
	$(PIP) --editable '.[fuzz]'
	$(BIN)/python -m hardening.fuzz readers -max_total_time=1800 -max_len=2048
	$(BIN)/python -m hardening.fuzz engine -max_total_time=1800 -max_len=1024
	$(BIN)/python -m hardening.fuzz reports -max_total_time=1800 -max_len=1024

kills: $(VENV)/.installed
	$(BIN)/python -m hardening.kills 200

clean:
	rm -rf $(VENV) build dist *.egg-info

.PHONY: docs docs-pages

# The pages that are made from rules, commands and settings; a test compares them.
docs-pages: $(VENV)/.installed
	$(BIN)/python -m auditor.documentation docs

docs: docs-pages
	$(PIP) --editable '.[docs]'
	$(BIN)/python -m sphinx -q docs build/docs
