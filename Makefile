# `make` alone prints the targets. The first Python that really runs and is new enough makes .venv.
PYTHON ?= $(or $(shell for p in python3.13 python3.12 python3.11 python3; do $$p -c \
	'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done),\
	$(error Python 3.11, 3.12 or 3.13 is needed: set PYTHON))
PY := .venv/bin/python
NPM := npm --prefix pwa --no-fund --no-audit --no-update-notifier
CODE := app.py chalicelib infra tests
PORT ?= 4600
DATA_DIR ?= .local
DEMO ?= kecil
STAGE ?= lokal
MINUTES ?= 60
SLOW := stack browser budget fault
MARK ?= stack or browser or budget or fault
ALONE := tests/stack/ways tests/budget tests/fault# they share no stack, so they run on all cores
NONE := 5# pytest found no test of this mark
export PORT DATA_DIR DEMO STAGE
export PAIRS SEED
# Compiled modules are kept: each start and each test worker would compile all of them anew.
unexport PYTHONDONTWRITEBYTECODE
export MAIL_FROM ALARM_MAIL SITE_DOMAIN CERTIFICATE_ARN WEB_ACL_ARN DOMAIN

.DEFAULT_GOAL := help
.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- Set-up --------------------------------------------------------------------------------------------
.PHONY: setup browsers
setup: ## Install everything that the other targets need
	@$(MAKE) --no-print-directory -j2 .venv/ready pwa/node_modules/.ready

.PHONY: setup-run
setup-run: # what `make run` needs: a first start does not wait for the tests' packages
	@$(MAKE) --no-print-directory -j2 .venv/runs pwa/node_modules/.ready

# The lock is whole, so nothing is resolved; compiling afterwards uses all cores.
define install
@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing: on Debian, apt-get install python3-venv"; exit 1; }
@echo "Installing the Python packages ..."
@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --no-compile -r $<
@$(PY) -m compileall -qq -j 0 .venv/lib || true # some packages carry files for other Pythons
@touch .venv/runs $@
endef

.venv/runs: requirements-run.txt
	$(install)

.venv/ready: requirements-dev.txt
	$(install)

pwa/node_modules/.ready: $(wildcard pwa/package-lock.json)
ifneq ($(wildcard pwa/package-lock.json),)
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a * 100 + b < 2019 ? 1 : 0)' || { echo "Node 20.19 or later is needed"; exit 1; }
	@echo "Installing the Node packages ..."
	@$(NPM) ci --silent
	@touch $@
endif

browsers: .venv/ready # for `make test` and `make shots`
	@bash tests/browser/install.sh

# ---- Checks --------------------------------------------------------------------------------------------
.PHONY: check quick lint types imports unit pwa-check test format golden
check: setup ## Lint, types, import contracts, fast tests, PWA (under a minute)
	@$(MAKE) --no-print-directory -j2 --output-sync=target unit types lint imports pwa-check

quick: .venv/ready # Python's share of `make check`
	@$(MAKE) --no-print-directory -j2 --output-sync=target unit types lint imports

lint: .venv/ready
	@$(PY) -m ruff check --quiet $(CODE)
	@$(PY) -m ruff format --check --quiet $(CODE)

types: .venv/ready
	@$(PY) -m mypy $(CODE)

imports: .venv/ready
	@.venv/bin/lint-imports --no-cache

unit: .venv/ready
	@$(PY) -m pytest -q -m fast $(SLOW:%=--ignore=tests/%) -n auto --dist worksteal

pwa-check: pwa/node_modules/.ready
	@$(NPM) run --silent check

test: check browsers ## Everything: check, then the stack, browser, budget and fault tests [MARK=stack; MARK=fault PAIRS=300 SEED=1]
	@$(PY) -m pytest -q -m "$(MARK)" $(ALONE) -n auto --dist worksteal; alone=$$?; \
	$(PY) -m pytest -q -m "$(MARK)" $(ALONE:%=--ignore=%); rest=$$?; \
	case "$$alone $$rest" in "0 0" | "0 $(NONE)" | "$(NONE) 0") ;; *) exit 1 ;; esac

format: setup ## Format the code: the only target that edits it
	@$(PY) -m ruff check --fix-only --quiet $(CODE)
	@$(PY) -m ruff format --quiet $(CODE)
	@$(NPM) run --silent format

golden: setup ## Rewrite the golden files: the only target that does; read their diff
	@GOLDEN=write $(PY) -m pytest -q -m fast tests/wire

# ---- Run -----------------------------------------------------------------------------------------------
.PHONY: run job demo-accounts demo-activity import siasn appoint trial-end first-admin bench shots deploy edge
run: setup-run ## Start the whole system here [PORT=4600 DATA_DIR=.local DEMO=kecil|penuh|kosong]
	@exec $(PY) -m infra.local.run

demo-accounts: .venv/runs ## Print the demo accounts as JSON
	@$(PY) -m infra.local.accounts

demo-activity: .venv/runs ## Open one more activity now [MINUTES=60]
	@$(PY) -m infra.operate demo-activity minutes=$(MINUTES)

job: .venv/runs ## Run a scheduled job by hand: NAME=close|remind|compile|publish-weekly|lock|sweep [WEEK=2026-W47]
	@$(PY) -m infra.operate job name=$(NAME) $(if $(WEEK),week=$(WEEK))

import: .venv/runs ## Import people from a SIMPEG file: FILE=people.xlsx [CONFIRM=yes]
	@$(PY) -m infra.operate import file="$(FILE)" $(if $(CONFIRM),confirm=$(CONFIRM))

siasn: .venv/runs ## Ask SIASN for people, into a file to import: NIPS=nips.txt FILE=people.csv (docs/siasn.md)
	@$(PY) -m infra.operate siasn nips="$(NIPS)" file="$(FILE)"

appoint: .venv/runs ## Appoint somebody: NIP= ROLE= OPD="name or id" FROM=2026-12-01 [UNTIL=]
	@$(PY) -m infra.operate appoint "nip=$(NIP)" "role=$(ROLE)" "opd=$(OPD)" "from=$(FROM)" $(if $(UNTIL),"until=$(UNTIL)")

trial-end: .venv/runs ## End the trial phase of an OPD: OPD="name or id" DATE=2026-12-01
	@$(PY) -m infra.operate trial-end "opd=$(OPD)" "date=$(DATE)"

first-admin: .venv/runs ## Make the first two BKPSDA people of a new stage: NIPS=one,two
	@$(PY) -m infra.operate first-admin "nips=$(NIPS)"

bench: setup ## Measure, each figure as a ratio within one run where one exists; fails where something is refused or grows
	@$(PY) -m infra.bench

shots: setup browsers ## Screenshots of every screen, theme and width into shots/
	@$(PY) -m tests.browser.shots

deploy: setup-run ## Package and deploy to AWS: STAGE=uji|produksi (docs/deploy.md)
	@$(PY) -m infra.deploy site $(STAGE)

edge: .venv/runs ## Certificate and web ACL of a stage: STAGE=uji|produksi DOMAIN=
	@$(PY) -m infra.deploy edge $(STAGE)
