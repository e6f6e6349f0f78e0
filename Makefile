# The two commands of the README are `make demo` and `make test`; the rest is for those who change the code.

SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

# Free for whatever the reader likes to pass: make demo ARGS='--scale 0.1 --exit'
ARGS ?=

.PHONY: demo test lint tools charts browser bench help

help: ## Lists the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: ## Plays the year 2022 of Lai Châu through the platform and prints its review
	@scripts/need.sh cargo cc
	cargo run --release --locked -p motcua -- demo $(ARGS)

test: tools ## Runs all tests; starts throw-away PostgreSQL and NATS servers and ends them
	scripts/test.sh

tools: ## Fetches what the tests need
	@scripts/need.sh cargo cc python3
	@scripts/tools.sh

lint: ## Formatting, lints, architecture fences, licences
	scripts/lint.sh

charts: ## Renders and checks the Helm chart and the Kustomize files
	scripts/charts.sh

browser: ## Opens the pages in headless Chromium
	scripts/browser.sh

bench: tools ## Measures what a command and a life cost: round trips, switches, pages, bytes, CPU, and the ratio to a raw loop
	cargo test --release --locked -p motcua-messaging --test command_cost -- --long
	cargo build --release --locked --workspace --bins
	cargo test --release --locked -p motcua-tests --test life_cost -- --long
