# Examwright. On a Debian 12 or 13 or an Ubuntu 24.04 that has python3 and make, two commands do everything:
# `make paper` and `make test`. Each first installs what is missing: parts of the system with apt, where it may (as root,
# or with a sudo that asks for no password; otherwise it prints what to run), and the Python packages of requirements.lock,
# of exact versions and hashes, into .venv.

PYTHON ?= python3
UV ?= uv
BLUEPRINT ?= saa-c03
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq --no-deps
PIP_INSTALL_LOCK := $(PIP_INSTALL) --require-hashes --only-binary :all:
APT_INSTALL := apt-get install --yes --no-install-recommends

.PHONY: help paper test bench omr-trial lock clean runtime test-tools runtime-parts test-parts
.NOTPARALLEL:

help:
	@echo "make paper    make a paper in out/, as the blueprint BLUEPRINT says (now: $(BLUEPRINT));"
	@echo "              ARGS holds further words for the command, as in: make paper ARGS='--size letter'"
	@echo "make test     run every check: style, types, floors, the question bank, tests with coverage"
	@echo "make bench    measure speed"
	@echo "make omr-trial  read thousands of imitated answer sheets, well and badly scanned, and write docs/omr.md"
	@echo "make lock     choose the newest packages anew and write requirements.lock (needs uv)"
	@echo "make clean    remove the environment and all caches; the papers in out/ stay"

paper: runtime
	@$(BIN)/examwright paper $(BLUEPRINT) $(ARGS)

test: test-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/examwright check --strict
	$(BIN)/pytest -n 2 --cov --cov-report=term

bench: test-tools
	$(BIN)/pytest -o addopts= --benchmark-only tests/bench

omr-trial: test-tools
	$(BIN)/python -m tests.omr.trial

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Parts of the system: the name of a Debian package and a thing of it to look for: a Python module, a library, commands.
# Ubuntu has Chromium as a snap only. Playwright's driver needs libatomic.

DISTRIBUTION := $(shell . /etc/os-release 2> /dev/null && echo $$ID)
RUNTIME_PARTS := \
	python3-venv:module:ensurepip \
	libpango-1.0-0:library:libpango-1.0.so.0 \
	libpangoft2-1.0-0:library:libpangoft2-1.0.so.0 \
	libharfbuzz-subset0:library:libharfbuzz-subset.so.0 \
	qpdf:command:qpdf \
	poppler-utils:command:pdftoppm
TEST_PARTS = $(RUNTIME_PARTS) \
	$(if $(filter ubuntu,$(DISTRIBUTION)),snap/)chromium:command:chromium,google-chrome \
	libatomic1:library:libatomic.so.1 \
	default-jre-headless:command:java

define MISSING
import ctypes, ctypes.util, importlib.util, shutil, sys

def is_there(kind, name):
    if kind == "module":
        return importlib.util.find_spec(name) is not None
    if kind == "command":
        return any(map(shutil.which, name.split(",")))
    if sys.platform == "darwin":
        return ctypes.util.find_library(name.removeprefix("lib").split(".so")[0]) is not None
    try:
        return bool(ctypes.CDLL(name))
    except OSError:
        return False

if sys.version_info < (3, 11):
    sys.exit("Examwright needs Python 3.11 or newer; where there is one, try: make PYTHON=python3.12 ...")
for part in sys.argv[1:]:
    package, kind, name = part.split(":")
    if not is_there(kind, name):
        print(package)
endef
export MISSING

# Java's package fails where a slim image has removed the folder of the manual pages.
define install_parts
	@set -e; missing=$$($(PYTHON) -c "$$MISSING" $(1)); \
	[ -n "$$missing" ] || exit 0; \
	if ! command -v apt-get > /dev/null; then \
		echo "Parts of the system are missing, named here as in Debian:" $$missing >&2; exit 1; \
	fi; \
	packages=$$(echo "$$missing" | sed '/^snap\//d' | tr '\n' ' '); snaps=$$(echo "$$missing" | sed -n 's/^snap\///p'); \
	command=; \
	[ -d /usr/share/man/man1 ] || command="mkdir -p /usr/share/man/man1 && "; \
	[ -z "$$packages" ] || command="$${command}apt-get update && $(APT_INSTALL) $${packages% }"; \
	[ -z "$$snaps" ] || command="$$command$${packages:+ && }snap install $$snaps"; \
	if [ "$$(id -u)" = 0 ]; then as="env"; \
	elif sudo -n true 2> /dev/null; then as="sudo env"; \
	else \
		as="su"; if command -v sudo > /dev/null; then as="sudo sh"; fi; \
		echo "Parts of the system are missing, and only an administrator can install them. Run this, and then try again:" >&2; \
		echo "    $$as -c '$$command'" >&2; exit 1; \
	fi; \
	echo "Installing parts of the system:" $$missing; \
	$$as DEBIAN_FRONTEND=noninteractive sh -c "$$command" > /dev/null; \
	missing=$$($(PYTHON) -c "$$MISSING" $(1)); \
	[ -z "$$missing" ] || { echo "these parts of the system are still missing:" $$missing >&2; exit 1; }
endef

runtime-parts:
	$(call install_parts,$(RUNTIME_PARTS))

test-parts:
	$(call install_parts,$(TEST_PARTS))

# The environment. requirements.lock has three sections: what a paper needs, "# Tests" and "# npm". The stamps in .venv say what
# it was made from, so that a second run does nothing. Only wheels are installed: building a package would fetch its tools unhashed.

define STAMP
import hashlib, os, pathlib, sys
files = [pathlib.Path(name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
made_from = [sys.version.encode(), os.getcwdb(), *files]
print(hashlib.sha256(b"\n".join(made_from)).hexdigest())
endef
export STAMP

runtime: runtime-parts
	@set -e; stamp=$$($(PYTHON) -c "$$STAMP"); \
	[ "$$(cat $(VENV)/runtime.stamp 2> /dev/null)" != "$$stamp" ] || exit 0; \
	echo "Installing the Python packages that a paper needs into $(VENV)"; \
	rm -f $(VENV)/runtime.stamp $(VENV)/tests.stamp; \
	place=$$($(PYTHON) -c 'import os, sys; print(*sys.version_info[:2], os.getcwd())'); \
	if ! $(BIN)/python -m pip --version > /dev/null 2>&1 || [ "$$(cat $(VENV)/place.stamp 2> /dev/null)" != "$$place" ]; then \
		$(PYTHON) -m venv --clear $(VENV); echo "$$place" > $(VENV)/place.stamp; \
	fi; \
	sed '/^# Tests/,$$d' requirements.lock > $(VENV)/runtime.lock; \
	$(PIP_INSTALL_LOCK) --requirement $(VENV)/runtime.lock; \
	$(PIP_INSTALL) --no-build-isolation --editable .; \
	echo "$$stamp" > $(VENV)/runtime.stamp

SHA256 = $(BIN)/python -c 'import hashlib, sys; print(hashlib.file_digest(sys.stdin.buffer, "sha256").hexdigest())'

# The Nu HTML validator's jar comes from npm: those on PyPI are of 2020 and refuse the HTML of today.
test-tools: test-parts runtime
	@set -e; stamp=$$($(PYTHON) -c "$$STAMP"); \
	[ "$$(cat $(VENV)/tests.stamp 2> /dev/null)" != "$$stamp" ] || exit 0; \
	echo "Installing the tests' Python packages and the HTML validator into $(VENV)"; \
	$(PIP_INSTALL_LOCK) --requirement requirements.lock; \
	set -- $$(sed -n 's/^# npm: \(.*\)==\(.*\) --hash=sha256:\(.*\)/\1 \2 \3/p' requirements.lock); \
	mkdir -p $(VENV)/share/vnu; \
	$(BIN)/npm pack --loglevel error --no-update-notifier --pack-destination $(VENV) "$$1@$$2" > /dev/null; \
	[ "$$($(SHA256) < $(VENV)/$$1-$$2.tgz)" = "$$3" ] || { echo "What npm brought is not the locked $$1 $$2" >&2; exit 1; }; \
	tar --extract --gzip --file "$(VENV)/$$1-$$2.tgz" --directory $(VENV)/share/vnu --strip-components 3 package/build/dist/vnu.jar; \
	rm "$(VENV)/$$1-$$2.tgz"; \
	echo "$$stamp" > $(VENV)/tests.stamp

# The newest versions for every platform and Python from 3.11 on: first all of them together, then which of them a paper needs.
COMPILE = $(UV) pip compile --quiet --no-config --universal --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --upgrade pyproject.toml

lock:
	@set -e; new=$$(mktemp -d); \
	$(COMPILE) --group build --group test --generate-hashes --output-file $$new/all; \
	$(COMPILE) --group build --constraint $$new/all --output-file $$new/runtime; \
	names=$$(sed 's/==.*//' $$new/runtime | tr '\n' ' '); \
	version=$$($(BIN)/npm view --loglevel error vnu-jar version); \
	$(BIN)/npm pack --loglevel error --no-update-notifier --pack-destination $$new "vnu-jar@$$version" > /dev/null; \
	{ \
		echo "# Written by make lock. First what a paper needs (and building the package)."; \
		awk -v names="$$names" "$$SECTION" wanted=1 $$new/all; \
		echo "# Tests need besides:"; \
		awk -v names="$$names" "$$SECTION" wanted=0 $$new/all; \
		echo "# And one package that pip does not install:"; \
		echo "# npm: vnu-jar==$$version --hash=sha256:$$($(SHA256) < $$new/vnu-jar-$$version.tgz)"; \
	} > requirements.lock; \
	rm -r $$new

# Keeps the packages whose being in names is as wanted; a package's hashes are the lines that follow its own.
define SECTION
BEGIN { split(names, list, " "); for (i in list) in_names[list[i]] = 1 }
/^[a-z0-9]/ { split($$0, word, "=="); keep = ((word[1] in in_names) == wanted) }
keep
endef
export SECTION
