# The two commands of the README, and what they are made of.

.DEFAULT_GOAL := help
SHELL := /bin/bash
CARGO ?= cargo

.PHONY: help run test tools format lint docs unit faults soak licences sbom bench stages fuzz schema

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: ## the main job on an embedded default: no broker, no configuration
	$(CARGO) run --release --quiet -- demo

test: tools format lint docs licences sbom unit faults ## all tests, real Apache Kafka included

# Apache Kafka itself comes from Maven Central by the tests' own descriptor; what cannot be fetched that
# way is installed where there is a package manager and the right to use it, or named.
tools:
	@tests/tools.sh

format:
	$(CARGO) fmt --check

lint:
	$(CARGO) clippy --all-targets --quiet -- -D warnings
	$(CARGO) clippy --lib --test faults --test failpoints --features failpoints --quiet -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --quiet

# Advisories need a database from a source-code host; licences, duplicates and sources do not.
licences:
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny check licenses bans sources; \
	else echo "LEFT OUT: licences (cargo install cargo-deny --locked)"; fi

# What is in the binary, for whoever has to answer for it: CycloneDX, and the licences with their crates.
sbom: ## target/sbom/: a bill of materials and a licence report
	@mkdir -p target/sbom
	@if $(CARGO) cyclonedx --version >/dev/null 2>&1; then \
		$(CARGO) cyclonedx --quiet --format json --target x86_64-unknown-linux-gnu --override-filename sbom && mv sbom.json target/sbom/communique.cdx.json; \
	else echo "LEFT OUT: bill of materials (cargo install cargo-cyclonedx --locked)"; fi
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny --log-level error list --layout license > target/sbom/licences.txt; \
	else echo "LEFT OUT: licence report (cargo install cargo-deny --locked)"; fi

unit:
	$(CARGO) test

# Optimised, as the service is delivered, but for the failpoints.
faults: ## every kind of fault and every failpoint once, on a real Apache Kafka
	$(CARGO) test --release --features failpoints --test faults

ROUNDS ?= 20
SEED ?= 7
NODES ?= 1
soak: ## the long form: ROUNDS rounds of faults drawn from SEED, on NODES nodes
	SOAK_ROUNDS=$(ROUNDS) SOAK_SEED=$(SEED) SOAK_NODES=$(NODES) $(CARGO) test --release --features failpoints --test faults -- --nocapture

# On real Apache Kafka, in some ten minutes on two idle cores; BENCH_ROUNDS, BENCH_ITEMS and BENCH_SECONDS make it
# shorter or longer, UPDATE_DOCS=1 puts the figures into the README.
bench: ## what the service costs, and what the promise does; UPDATE_DOCS=1 writes the README's tables
	$(CARGO) bench --bench whole
	$(CARGO) bench --bench pass_through

stages: ## what each stage of reading costs, by Criterion
	$(CARGO) bench --bench stages --bench annotate --bench syntax --bench time

# Needs a nightly compiler and cargo-fuzz; SECONDS may be given.
FUZZ_SECONDS ?= 180
fuzz: ## look for items that break the parser
	cd fuzz && mkdir -p corpus && $(CARGO) +nightly fuzz run item_parse corpus seeds -- -max_total_time=$(FUZZ_SECONDS) -max_len=65536

schema: ## write the published JSON Schemas anew
	COMMUNIQUE_WRITE_SCHEMA=1 $(CARGO) test --lib schema
