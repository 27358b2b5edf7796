# Everything below sets up what it needs, in this checkout, from the hashed lock files.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
COMPILE := $(UV) pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet
# a process that may not keep what it compiled compiles 1,300 modules anew: a bot then starts in three times the time
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo play tasks simulate campaign test lint pytest lock clean

demo: .venv/run
	@$(BIN)/python -m demo.demo $(if $(PORT),--port $(PORT))

play: .venv/run
	$(BIN)/python -m demo.play $(if $(KILL),--kill)

tasks: .venv/dev
	$(BIN)/python -m tests.browser.tasks $(FOLDER)

simulate: .venv/dev
	$(BIN)/python -m tests.year --years $(or $(YEARS),2) --seed $(or $(SEED),1) --jobs 2 \
		--owners $(or $(OWNERS),12) --preset $(or $(PRESET),monthly)

campaign: .venv/dev
	$(BIN)/python -m tests.campaign --kills $(or $(KILLS),20) --database $(or $(DATABASE),sqlite) --seed $(or $(SEED),1)

test: .venv/dev
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint pytest

pytest: .venv/dev
	$(BIN)/pytest -n 3 --dist worksteal

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

lock: .venv/uv
	$(COMPILE) pyproject.toml --extra postgresql --group build -o requirements/run.txt
	$(COMPILE) pyproject.toml --extra postgresql --group dev -o requirements/dev.txt
	echo uv | $(COMPILE) - -o requirements/uv.txt

clean:
	rm -rf .venv

.venv/uv: requirements/uv.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	touch $@

.venv/run: .venv/uv requirements/run.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r requirements/run.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: .venv/uv requirements/dev.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	touch $@ .venv/run
