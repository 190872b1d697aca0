# Everything one does with a checkout. `make run` and `make test` do all the set-up by themselves.
SHELL         := /bin/bash
.SHELLFLAGS   := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV   := .venv
BIN    := $(VENV)/bin
TRAIN  := $(VENV)/train
UV     := $(BIN)/uv
UV_PIN := uv==0.13.9
# The newest Python that really runs (a shim may exist without its interpreter); PYTHON=/path chooses another.
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3; do "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { command -v "$$name"; break; }; done)
# A checkout that has been set up for tests keeps the test tools when it is run.
READY   = $(if $(wildcard $(VENV)/.dev),$(VENV)/.dev,$(VENV)/.run)
INSTALL = VIRTUAL_ENV=$(VENV) UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_BUILD_CONSTRAINT=requirements-build.txt $(UV) pip
LOCK    = $(UV) pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header
PYTEST  = $(BIN)/python -m pytest
# Checks read the settings, and the settings make their home: it must not be the one of a desk in this folder.
CHECK   = AMENDS_HOME=$(VENV)/home-of-checks
TEMPLATES = find amends -name '*.html' -print0 | xargs -0 -r

.PHONY: help setup run test test-desk test-postgres test-browser unit torture torture-mail check check-style check-imports check-types check-templates check-django check-guards \
	format lock bench bench-mail fuzz bench-craft train clean

help:
	@echo 'make run      set up, then serve the sample desk'
	@echo 'make test     set up, then run every test'
	@echo 'make unit     the tests that need no server, no process of their own and no sample company'
	@echo 'make torture  let hypothesis live through 500 long lives of a desk, on new paths each time'
	@echo 'make torture-mail  real mail servers, mail in and replies out while all is killed (SEED=n repeats a run; ON=--postgres)'
	@echo 'make setup    set up alone: gives $(BIN)/amends'
	@echo 'make check    style, types, import contracts, templates, migrations, guards'
	@echo 'make bench    measure intake, pages, memory, the coach: ratios, some minutes'
	@echo 'make bench-mail  what share of the public mail corpora is read right, and each miss by name'
	@echo 'make fuzz     feed the mail parser with what nobody should have sent: 10 minutes, or MINUTES=3'
	@echo 'make bench-craft  how well the craft listens, coaches and finds situations, beside plain ways'
	@echo 'make train    train the small models of the craft anew from the public sets (PARTS="..." for some)'
	@echo 'make format   put code and templates into shape'
	@echo 'make lock     write requirements*.txt anew from pyproject.toml'
	@echo 'make clean    remove what set-up and tests made (never a desk and its data)'

setup: $(READY)

run: $(READY)
	$(BIN)/amends up --demo

# Two lanes, on two cores: most of it in one, PostgreSQL and then the browser in the other, each about as long.
test: $(VENV)/.dev
	@$(MAKE) --no-print-directory --jobs 2 --keep-going test-desk test-postgres test-browser

# A browser waits for nobody, so the other lane has the cores first.
test-desk: $(VENV)/.dev
	nice -n 5 $(PYTEST) --ignore=tests/browser

test-postgres: $(VENV)/.dev
	@echo 'make test-postgres: amends/desk and the stories on PostgreSQL'
	@$(call in_one_piece,$(VENV)/postgres.log,$(BIN)/python -m tests.servers.postgres $(PYTEST) amends/desk $(wildcard stories))

test-browser: $(VENV)/.dev
	@echo 'make test-browser: whole stories in a real browser'
	@$(call in_one_piece,$(VENV)/browser.log,$(PYTEST) tests/browser)

# What the second lane prints comes at its end, not between the dots of the first.
in_one_piece = code=0; $(2) > $(1) 2>&1 || code=$$?; printf '\n'; tail -n 40 $(1); exit $$code

# Part of the above, for every few minutes of work.
unit: $(VENV)/.dev
	$(PYTEST) -m 'not servers' amends stories

# A measurement is no test: what it prints depends on the machine, and only its ratios can be compared.
bench: $(VENV)/.dev
	$(BIN)/python -m bench

bench-mail: $(VENV)/.dev
	$(BIN)/python -m bench.mail

# What breaks a limit of time or memory, or raises, is kept in artefacts/fuzz.
fuzz: $(VENV)/.dev
	$(BIN)/python -m bench.mail.fuzz --minutes $(or $(MINUTES),10)

# What is measured over folds is trained over folds, so this needs what training needs.
bench-craft: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m bench.craft $(TASKS)

train: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m train $(PARTS)

torture: $(VENV)/.dev
	$(PYTEST) --hypothesis-profile torture amends/desk/tests

# Some five minutes; what was drawn is said at the start, and SEED=... draws it again.
torture-mail: $(VENV)/.dev
	$(BIN)/python -m bench.torture_mail $(if $(SEED),--seed $(SEED)) $(ON)

# Each part can be run by itself; `make -k check` goes on after one that fails.
check: check-style check-imports check-types check-templates check-django check-guards

check-style: $(VENV)/.dev
	$(BIN)/ruff format --check --output-format concise
	$(BIN)/ruff check --output-format concise

check-imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

check-types: $(VENV)/.dev
	$(CHECK) $(BIN)/mypy

check-templates: $(VENV)/.dev
	$(TEMPLATES) $(BIN)/djade --check --target-version 6.1
	$(TEMPLATES) $(BIN)/djlint --lint --quiet

check-django: $(VENV)/.dev
	$(CHECK) $(BIN)/python -m django check --settings amends.config.settings --fail-level WARNING

check-guards: $(VENV)/.dev
	$(PYTEST) --tb=line tests/guards

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format
	$(TEMPLATES) $(BIN)/djade --target-version 6.1

lock: $(UV)
	$(LOCK) pyproject.toml --extra postgres -o requirements.txt
	$(LOCK) pyproject.toml --extra postgres --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --group train -o requirements-train.txt
	echo '$(UV_PIN)' | $(LOCK) - -o requirements-uv.txt
	echo 'setuptools' | $(LOCK) - -o requirements-build.txt
	@! grep -n '://' requirements*.txt || { echo 'a lock file must not name a host'; exit 1; }

clean:
	rm -rf $(VENV) dist artefacts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# Set-up: a hash-checked uv into a fresh venv, then exactly what the lock file lists, then this checkout itself.
# uv builds the editable install without fetching a build tool, and `sync` would remove it, so it always comes last.
$(UV): requirements-uv.txt
	@test -n '$(PYTHON)' || { echo 'Python 3.12 or newer is needed (Debian: python3 and python3-venv), or say make PYTHON=/path/to/python'; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

$(VENV)/.run: requirements.txt pyproject.toml $(UV)
	$(INSTALL) sync --quiet --require-hashes --strict requirements.txt
	$(INSTALL) install --quiet --offline --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml $(UV)
	$(INSTALL) sync --quiet --require-hashes --strict requirements-dev.txt
	$(INSTALL) install --quiet --offline --no-deps --editable .
	@touch $@

# Training has a home of its own, without the app's libraries; the checkout is found by the folder one stands in.
$(TRAIN)/.ready: requirements-train.txt $(UV)
	$(BIN)/python -m venv --clear $(TRAIN)
	VIRTUAL_ENV=$(TRAIN) UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never $(UV) pip sync --quiet --require-hashes --strict requirements-train.txt
	@touch $@
