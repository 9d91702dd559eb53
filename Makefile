# RealTalk: `make run` starts it, `make test` proves it. Both prepare what they need.
# A Python of your choice: make run PYTHON=/path/to/python3

export PYTHON
# Tests start hundreds of processes: each would compile all of RealTalk again.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv/bin/python

.PHONY: run setup tools test lint unit coverage soak bench accuracy partner train lock

run: setup
	$(VENV) -m streamlit run app.py

setup:
	@sh setup/install.sh

tools:
	@sh setup/install.sh --tests

test: lint unit

lint: tools
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m pyright --threads 2
	$(VENV) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

# Two at once where nothing depends on the time it takes; then, by themselves, those that drive a browser or play
# in real time.
AT_ONCE := tests/soak tests/unit tests/app realtalk
unit: tools
	$(VENV) -m pytest -m "not soak" -n 2 --dist loadfile $(AT_ONCE)
	$(VENV) -m pytest -m "not soak" tests/browser tests/replay

# Which lines the quick tests run: counting them takes as long again.
coverage: tools
	$(VENV) -m pytest -m "not soak" -n 2 --dist loadfile $(AT_ONCE) --cov --cov-report=term

soak: tools
	$(VENV) -m pytest -m soak

# make bench accuracy: how right it is, instead of how fast; make bench partner: how well the partner talks.
bench: tools
	$(VENV) -m tests.benchmark $(filter accuracy partner,$(MAKECMDGOALS))

accuracy partner: bench
	@:

# Train one of our own models again: make train WHAT=emotion DATA=path/to/fer2013
TRAINING := .venv-training/bin/python
train: tools
ifeq ($(WHAT),emotion)
	test -x $(TRAINING) || $(VENV) -m venv .venv-training
	$(TRAINING) -m pip install --quiet -r models/training/requirements.txt
	$(TRAINING) models/training/emotion/train.py $(DATA) --cache .training/emotion
else
	$(VENV) models/training/$(WHAT)/train.py $(DATA) --cache .training/$(WHAT)
endif

# Resolve requirements.txt and the test tools afresh, for every supported Python and system.
UV := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--no-build --generate-hashes --no-annotate --no-header --no-emit-index-url
lock: tools
	$(VENV) -m pip install --quiet uv
	$(UV) requirements.txt -o requirements.lock > /dev/null
	$(UV) --group dev -c requirements.lock -o requirements-dev.lock > /dev/null
