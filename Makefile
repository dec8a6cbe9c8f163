# `make` prints this list. Everything is installed in .venv, from locks with hashes; nothing outside this folder changes,
# but for Chromium, and that only when make runs as root.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/bash
BIN := .venv/bin
PIP_INSTALL := -m pip install -qq --disable-pip-version-check
TESTS ?= tests
# Each of the two begins with half of the tests and later takes over from the other: neighbours share what they set up.
PYTEST := $(BIN)/pytest -n 2 --dist worksteal
# Without bytecode on disk every run compiles all the tests again.
unexport PYTHONDONTWRITEBYTECODE

##@ Start

.PHONY: run
run: setup  ## fill and serve the demo on this machine, with example data
	@exec $(BIN)/doorbraakbot demo

.PHONY: setup
setup: .venv/.ready-to-run  ## install what `make run` needs, in .venv

##@ Test

.PHONY: test
test: test-setup  ## all tests; takes a few minutes
	$(PYTEST) $(TESTS)

.PHONY: test-fast
test-fast: .venv/.ready-to-test  ## the tests without a database server and a browser; takes seconds
	$(PYTEST) -m "not postgres and not browser" $(TESTS)

.PHONY: test-setup
test-setup: .venv/.ready-to-test  ## install what the tests need: libraries, a PostgreSQL server, Chromium
	@tools/need_browser.sh

.PHONY: test-peers
test-peers: .venv/.ready-to-test  ## the bot against a Slack that others made, fetched by npm and shut in
	@$(BIN)/python -m tests.peers

.PHONY: soak
soak: .venv/.ready-to-test  ## kill the bot a thousand times in Slack, on each database; takes some minutes
	KILLS=1000 $(BIN)/pytest -n 0 tests/slack/bot/test_kills.py

.PHONY: check
check: lint test  ## what a change must pass: lint, types, import contracts, all tests

##@ Work on it

.PHONY: lint
lint: .venv/.ready-to-test secrets  ## ruff, pyright, the import contracts and a scan for secrets
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

.PHONY: secrets
secrets: .venv/.ready-to-test  ## look for keys, tokens and passwords in every file
	$(BIN)/python -m tools.secret_scan

.PHONY: fuzz
fuzz: .venv/.ready-to-test  ## throw far more at addresses, texts and files than `make test` does; FUZZ_EXAMPLES=20000
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-5000} $(PYTEST) tests/fuzz

.PHONY: audit
audit: .venv-audit/.ready  ## look up known holes in the locked libraries; needs the internet
	@for lock in requirements/*.txt; do echo "$$lock"; .venv-audit/bin/pip-audit --strict --require-hashes --disable-pip -r "$$lock" || exit 1; done

.PHONY: format
format: .venv/.ready-to-test  ## let ruff mend and format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: .venv/.ready-to-test  ## measure votes, figures, start and memory, as ratios
	$(BIN)/doorbraakbot bench

.PHONY: bench-privacy
bench-privacy: .venv/.ready-to-test  ## measure the privacy check on labelled sentences: what it finds, how quick
	$(BIN)/python -m bench.privacy

.PHONY: docs-figures
docs-figures: .venv/.ready-to-test  ## draw again the pictures in docs/ that are made from the code
	$(BIN)/python -m tools.docs_figures
	$(BIN)/python -m tools.slack_pictures

##@ Housekeeping

.PHONY: lock
lock: .venv-lock/.ready  ## raise requirements/*.txt to the newest versions that requirements/*.in allow
	cd requirements && $(LOCK) --output-file=lock.txt lock.in
	cd requirements && $(LOCK) --output-file=run.txt run.in slack.in telegram.in build.in
	cd requirements && $(LOCK) --output-file=test.txt test.in
	cd requirements && $(LOCK) --output-file=audit.txt audit.in

.PHONY: clean
clean:  ## remove .venv and caches; var/ with its database stays
	rm -rf .venv .venv-lock .venv-audit build dist *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help:
	@awk 'BEGIN { FS = ":.*##" } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*##/ { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- what the names above stand on -----------------------------------------------------------------------------------

# A changed lock or pyproject.toml installs again; otherwise these cost nothing.
.venv/.ready-to-run: requirements/run.txt requirements/run.in requirements/slack.in requirements/telegram.in pyproject.toml
	@python="$$(tools/find_python.sh)" || exit 2; \
	 $(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Making .venv with $$python"; "$$python" -m venv --clear .venv; }
	@echo "Installing libraries (requirements/run.txt)"
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements/run.txt
	@$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-to-test: .venv/.ready-to-run requirements/test.txt
	@echo "Installing libraries for the tests (requirements/test.txt)"
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

# The lock holds versions and hashes only: no address of where something was downloaded.
LOCK = ../.venv-lock/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
       --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.venv-lock/.ready: requirements/lock.txt
	@python="$$(tools/find_python.sh)" || exit 2; "$$python" -m venv --clear .venv-lock
	@.venv-lock/bin/python $(PIP_INSTALL) --require-hashes -r requirements/lock.txt
	@touch $@

.venv-audit/.ready: requirements/audit.txt
	@python="$$(tools/find_python.sh)" || exit 2; "$$python" -m venv --clear .venv-audit
	@.venv-audit/bin/python $(PIP_INSTALL) --require-hashes -r requirements/audit.txt
	@touch $@
