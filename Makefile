# make run   → a working Si-Jawara+ on http://localhost:8000     (PORT=… and SIJAWARA_VAR=… move it elsewhere, BIND=0.0.0.0 opens it)
# make test  → every test that needs no outside service

PORT ?= 8000
SIJAWARA_VAR ?= $(CURDIR)/var
PYTHON ?= $(shell deploy/python)
VENV := .venv
BIN := $(VENV)/bin
# One more than there are cores: tests wait for processes of their own now and then.
PYTEST_WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# What a file's tests share is built in one process, not in each.
BY_FILE := --dist loadgroup --no-loadscope-reorder

export PORT
export SIJAWARA_VAR

.PHONY: run setup test drill test-services test-slow test-browser test-browser-all test-next lint types

run: $(VENV)/.installed
	@exec $(BIN)/python manage.py serve

setup: $(VENV)/.installed
	@$(BIN)/python manage.py prepare

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(BY_FILE)
	@echo "Left out: tests marked slow, services, process and browser; .ci/run runs them."

# Needs PostgreSQL, Redis and RabbitMQ on this machine (TEST_POSTGRES_URL and the like name others).
test-services: $(VENV)/.installed-dev
	DATABASE_URL=$${TEST_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432}/sijawara_services \
		$(BIN)/python -m pytest -m services
	$(BIN)/python -m pytest -m process

test-slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(BY_FILE) -m slow

# Stops each part of a real stack in turn and prints what people met; part of the slow tier. Needs what test-services needs.
drill: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -s -m slow tests/drill

test-browser: $(VENV)/.installed-dev
	SCREENSHOTS=1 $(BIN)/python -m pytest -m "browser and not every_screen"

# Every screen at both widths: takes twice as long, and is not part of .ci/run.
test-browser-all: $(VENV)/.installed-dev
	SCREENSHOTS=1 $(BIN)/python -m pytest -m browser

# The same suite on the newest Wagtail and Django that this Python can run; not part of the blocking run.
test-next: .venv-next/.installed
	.venv-next/bin/python -m pytest -n $(PYTEST_WORKERS) $(BY_FILE)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

types: $(VENV)/.installed-dev
	$(BIN)/mypy

$(VENV)/.installed: requirements.txt deploy/install
	@deploy/install $(PYTHON) $(VENV) requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt deploy/install
	@deploy/install $(PYTHON) $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/.installed

.venv-next/.installed: requirements.txt requirements-dev.txt requirements-next.txt deploy/install
	@deploy/install $(PYTHON) .venv-next requirements-dev.txt
	@deploy/install $(PYTHON) .venv-next requirements-next.txt
	@touch $@
