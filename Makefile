# `make lab` to learn, `make test` to check that everything works. docs/author.md explains the rest.
# Without make (Windows, plain pip): the README has the same commands, line by line.

# The first Python that is new enough and can create environments. Your own: make lab PYTHON=/path/to/python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c "import ensurepip; $(NEW_ENOUGH)" 2>/dev/null && echo $$p && break; done),python3)

# Holds the folder it was installed in, so that a half-finished install or a moved folder is done again.
STAMP := .venv/installed
ifneq ($(shell test -x .venv/bin/python && cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

.PHONY: lab test check release grade bench proof requirements

lab: $(STAMP)  # copy the lessons to work/ and open them in JupyterLab
	@.venv/bin/python -m autograder lab

test: check  # everything that must hold before a change is shared
	.venv/bin/python -m pytest

check: $(STAMP)  # the quick part of it: style, and notebooks/ as solutions/ would make them
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/python -m autograder release --check

release: $(STAMP)  # solutions/ -> notebooks/
	.venv/bin/python -m autograder release

grade: $(STAMP)  # a demonstration: made-up submissions, really graded
	.venv/bin/python -m autograder.grading.demo

bench: $(STAMP)  # speed, each figure against its bar
	.venv/bin/python -m benchmarks.checks
	.venv/bin/python -m benchmarks.labs
	.venv/bin/python -m benchmarks.networks
	.venv/bin/python -m benchmarks.grading

proof: bench  # what takes long: the bars, every attack, killed batches, and many more examples for each property test
	.venv/bin/python -m benchmarks.attacks
	.venv/bin/python -m benchmarks.soak
	REQUIRE_ALL=1 ATTACKS=all MUTANTS=all HYPOTHESIS_PROFILE=proof .venv/bin/python -m pytest

requirements: $(STAMP)  # recompile requirements.txt; newest versions: make requirements UPGRADE=--upgrade
	.venv/bin/python -m pip install --quiet uv
	.venv/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --all-extras \
		--custom-compile-command "make requirements" --output-file requirements.txt $(UPGRADE) pyproject.toml

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c "$(NEW_ENOUGH)" 2>/dev/null || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true)."; \
		echo "Get one from https://www.python.org/downloads/ or your package manager."; \
		echo "If you have one elsewhere: make lab PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || { \
		echo "'$(PYTHON)' cannot create environments: its venv module is missing."; \
		echo "On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@test "$$(cat $@ 2>/dev/null)" = "$(CURDIR)" || $(PYTHON) -m venv --clear .venv
	@rm -f $@
	@echo "Installing into .venv (a minute or two, once) ..."
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@.venv/bin/python -c "import matplotlib.font_manager"  # builds its list of fonts now, not in the first lesson
	@echo "$(CURDIR)" > $@
