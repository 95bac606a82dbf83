# Everything a developer or a newcomer runs. PYTHON is the interpreter that makes the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := gongbao-demo
GAZETTES ?= ../shared/gazettes
GOLD ?= ../shared/gold
SCORE ?= ../shared/score/score.py
# Under version control: what the last commit's figures were, on the gazettes named above.
SCORE_RECORD ?= benchmarks/score.json
FUZZ_SECONDS ?= 60

.PHONY: help install demo test check format lint types score bench docs fuzz clean
.DEFAULT_GOAL := help

help:
	@echo "make demo     build the sample into a graph, print answers, draw it"
	@echo "make test     run all tests"
	@echo "make check    formatter, linter, types, tests"
	@echo "make bench    measure speed and memory"
	@echo "make docs     make a site of the documents"
	@echo "make fuzz     look for texts that break the readers, FUZZ_SECONDS long"
	@echo "make score    measure accuracy on annotated gazettes (GAZETTES, GOLD, SCORE)"
	@echo "make format   format the code"

# A stamp, so that the environment is made once and again when the dependencies change.
$(VENV)/.user: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Gongbao needs Python 3.11 or newer; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "No environment could be made: install your system's python3-venv package" >&2; exit 1; }
	@echo "Installing Gongbao into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.user
	@echo "Installing what tests and benchmarks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[notebook,dev]'
	@touch $@

install: $(VENV)/.user

demo: $(VENV)/.user
	@mkdir -p $(DEMO)
	$(BIN)/gongbao build sample --store $(DEMO)/store
	$(BIN)/gongbao ask leading-agencies --limit 10 --store $(DEMO)/store
	$(BIN)/gongbao ask groups --store $(DEMO)/store
	$(BIN)/gongbao view -o $(DEMO)/graph.html --store $(DEMO)/store
	@echo
	@echo "The graph is in $(DEMO)/store; open $(CURDIR)/$(DEMO)/graph.html in a browser."
	@echo "To type gongbao yourself: source $(BIN)/activate"

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q -rs

check: lint types test

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

# mypy does not see an editable install whose packages are mapped: a link gives it a folder of the package's name.
types: $(VENV)/.dev
	@mkdir -p $(VENV)/types && ln -sfn "$(CURDIR)" $(VENV)/types/gongbao
	MYPYPATH=$(VENV)/types:tests:benchmarks $(BIN)/mypy --explicit-package-bases \
		$(addprefix $(VENV)/types/gongbao/,cli.py errors.py extract graph ontology) tests/*.py benchmarks/*.py fuzz/*.py

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

score: $(VENV)/.user
	@test -d $(GAZETTES) || { echo "No annotated gazettes in $(GAZETTES): name them with GAZETTES, GOLD and SCORE" >&2; exit 1; }
	@rm -rf $(DEMO)/score && mkdir -p $(DEMO)/score
	@$(BIN)/gongbao build --quiet $(GAZETTES) --store $(DEMO)/score/store
	@$(BIN)/gongbao export --store $(DEMO)/score/store --format csv $(DEMO)/score/tables >$(DEMO)/score/written
	@$(BIN)/python $(SCORE) $(GOLD) $(DEMO)/score/tables --json $(DEMO)/score/figures.json
	@$(BIN)/python benchmarks/record.py $(DEMO)/score/figures.json $(SCORE_RECORD)

# Follows the readers line by line; findings stay in fuzz/findings, texts that reach new lines in fuzz/corpus.
fuzz: $(VENV)/.user
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@mkdir -p fuzz/corpus fuzz/findings
	$(BIN)/python fuzz/fuzz_extract.py -max_total_time=$(FUZZ_SECONDS) -max_len=3000 -timeout=300 \
		-artifact_prefix=fuzz/findings/ fuzz/corpus

docs: $(VENV)/.dev
	$(BIN)/mkdocs build --quiet
	@echo "The documents are in $(CURDIR)/$(DEMO)/site"

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py

clean:
	rm -rf $(VENV) $(DEMO) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
