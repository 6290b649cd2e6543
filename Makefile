# Everything a user or a developer does here: run, test, check, bench, shots.
# `make run` and `make test` install what they need into .venv and work from any directory.

ROOT   := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= $(ROOT)/.venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q
PORT   ?= 8501
ADDRESS ?= 127.0.0.1
PLAIN  := $(shell echo $$(($$(nproc 2>/dev/null || echo 2) * 3 / 2)))

.DEFAULT_GOAL := help
.PHONY: help run installed test check tests plain browser long faults load bench shots lock

help: ## Show what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.run-installed ## Install what is missing and serve the app
	@cd $(ROOT) && exec $(BIN)/python -m planner run --port $(PORT) --address $(ADDRESS)

installed: $(VENV)/.dev-installed

# The check runs on one processor, and tests of faults wait for disks, killed processes and cut lines.
test: $(VENV)/.dev-installed ## Check the code and run every test, browser tests included
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile -j 2 check plain
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile browser

check: $(VENV)/.dev-installed ## Lint, types and the import rule
	@cd $(ROOT) && $(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@cd $(ROOT) && $(BIN)/mypy --no-error-summary
	@cd $(ROOT) && $(BIN)/lint-imports --no-cache >/tmp/mesoplan-imports.$$$$ 2>&1 \
		|| { cat /tmp/mesoplan-imports.$$$$; rm -f /tmp/mesoplan-imports.$$$$; exit 1; }; rm -f /tmp/mesoplan-imports.$$$$
	@echo "Format, lint, types and imports are in order."

tests: plain browser

# Tests are shared among the processors. Beside the plain ones twenty tablets play for a minute: an error of theirs is an
# error of the tests, the times that they print are those of a busy machine.
plain: $(VENV)/.dev-installed
	@cd $(ROOT) && told=$$(mktemp) && { $(BIN)/python -m benchmarks.load --tablets 20 --seconds 60 >$$told 2>&1 & played=$$!; \
		$(BIN)/python -m pytest -q -n $(PLAIN) --ignore=tests/browser; plain=$$?; \
		wait $$played; load=$$?; cat $$told; rm -f $$told; exit $$((plain + load)); }

# A browser test that fails gets one more chance, with the machine to itself, since a busy one can outlast its patience;
# no other test does, nor one that found a mark lost or doubled.
browser: $(VENV)/.dev-installed
	@cd $(ROOT) && { $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests/browser \
		|| { echo "Once more, those that failed:"; MESOPLAN_SECOND_CHANCE=1 $(BIN)/python -m pytest tests/browser --last-failed --last-failed-no-failures none; }; }

long: $(VENV)/.dev-installed ## Ask every property of the geometry and of plans of 300 examples (hours)
	@cd $(ROOT) && MESOPLAN_EXAMPLES=$${MESOPLAN_EXAMPLES:-300} $(BIN)/python -m pytest -q -m hypothesis --timeout 0 -n $(PLAIN) \
		tests/geometry tests/techniques tests/score/test_figures.py tests/test_degenerate_inputs.py

faults: $(VENV)/.dev-installed ## Kill, cut, fill and damage the store as often as docs/storage.md says
	@cd $(ROOT) && MESOPLAN_FAULTS=full $(BIN)/python -m pytest -s tests/faults tests/ui/test_shelf_on_a_failing_disk.py \
		tests/browser/test_desk_kept.py tests/browser/test_replicas.py tests/browser/test_desk_line.py tests/browser/test_many_pads.py

load: $(VENV)/.dev-installed ## Let 50 tablets play for half an hour, with and without what makes it quick
	@cd $(ROOT) && $(BIN)/python -m benchmarks.load --tablets 50 --seconds 1800 --compare

bench: $(VENV)/.bench-installed ## Measure against named peers, as ratios in one run
	@cd $(ROOT) && for bench in lattice order density figures coverage_peer oracles cover taps start; do $(BIN)/python -m benchmarks.$$bench || exit 1; done

shots: $(VENV)/.dev-installed ## Take the screenshots that README and docs show
	@cd $(ROOT) && $(BIN)/python -m tools.take_shots

lock: $(VENV)/.dev-installed ## Pin the requirements anew from pyproject.toml
	@cd $(ROOT) && $(PIP) install pip-tools && for extras in "" "--extra=postgres" "--extra=dev" "--extra=dev --extra=bench"; do \
		out=requirements$${extras:+-$${extras##*=}}.txt; \
		CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --all-build-deps $$extras -o $$out pyproject.toml; done

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed. On Debian: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Mesoplan needs Python 3.11; $(PYTHON) is another. Say where it is: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
		|| { rm -rf $(VENV); echo "Python cannot make a virtual environment here. On Debian: sudo apt install python3-venv"; exit 1; }

$(VENV)/.run-installed: $(ROOT)/requirements.txt $(ROOT)/pyproject.toml | $(VENV)/bin/python
	@echo "Installing Mesoplan into $(VENV), once; this takes a minute."
	@$(PIP) install --require-hashes -r $(ROOT)/requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e $(ROOT)
	@touch $@

$(VENV)/.bench-installed: $(ROOT)/requirements-bench.txt | $(VENV)/.dev-installed
	@echo "Installing the peers of the benchmarks into $(VENV), once."
	@$(PIP) install --require-hashes -r $(ROOT)/requirements-bench.txt
	@touch $@

$(VENV)/.dev-installed: $(ROOT)/requirements-dev.txt $(ROOT)/pyproject.toml | $(VENV)/bin/python
	@echo "Installing Mesoplan and its test tools into $(VENV), once."
	@$(PIP) install --no-compile --require-hashes -r $(ROOT)/requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e $(ROOT)
	@touch $@ $(VENV)/.run-installed
