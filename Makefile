# make demo    extract four sample reports, show them, and make flows, maps and invitations of them
# make test    install what development needs and run every check
# make check   format, lint, types and tests with the tools in BIN
# make dictionary    write docs/DATA-DICTIONARY.md
# make benchmark-reading    measure tables, order, linking, OCR, speed and memory beside peers
# make benchmark-extraction    measure the extractor beside rules, trained peers and two people
# make benchmark-matching    measure needs for streams and codes for descriptions beside text rankers
# make benchmark-active    measure picking what to label beside drawing it at random
# make benchmark-review    measure the review desk: many people at once, worth of a look, keys
# make benchmark-speed    measure pages a second and memory beside a BERT and readers of text

PYTHON ?= python3
BIN ?= .venv-dev/bin
MODEL ?= models/extractor-sv
SAMPLES ?= $(foreach name,tsa-fisk-2014 tsa-valstrad-2009 tsb-gummi-2021 tsb-kartong-2014,annotations/reports/$(name)/report.pdf)
DEMO_FLOWS ?= food_residues packaging process_water

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export HF_HUB_OFFLINE = 1
export HF_HUB_DISABLE_TELEMETRY = 1
export MLFLOW_DISABLE_TELEMETRY = true
export DO_NOT_TRACK = true

.PHONY: demo test check format dictionary benchmark-reading benchmark-extraction benchmark-matching \
	benchmark-active benchmark-speed clean

demo: .venv/.installed
	mkdir -p out
	.venv/bin/iusml extract $(SAMPLES) --model $(MODEL) -o out/records.jsonl
	.venv/bin/iusml extract $(SAMPLES) --model $(MODEL) -o out/records.xlsx
	.venv/bin/iusml show out/records.jsonl
	.venv/bin/iusml symbiosis out/records.jsonl $(addprefix --flows ,$(DEMO_FLOWS)) \
		--receivers iusml/data/receivers-example.yaml --inviter iusml/data/inviter-example.yaml \
		-o out/symbios --force

test: .venv-dev/.installed
	$(MAKE) --no-print-directory check BIN=.venv-dev/bin

check:
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m pytest

format:
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# ARGS chooses parts: make benchmark-reading ARGS="--only tables linking --split dev --no-peers"
benchmark-reading: $(if $(filter .venv-dev/bin,$(BIN)),.venv-dev/.benchmark)
	$(BIN)/python -m benchmarks.reading $(ARGS)

# Writes benchmarks/EXTRACTION.md; ARGS="--split dev" writes build/EXTRACTION-dev.md instead.
benchmark-extraction: $(if $(filter .venv-dev/bin,$(BIN)),.venv-dev/.benchmark)
	$(BIN)/python -m benchmarks.extraction --model $(MODEL) $(ARGS)

# Writes benchmarks/MATCHING.md; needs build/base-encoder, see training/README.md.
benchmark-matching: $(if $(filter .venv-dev/bin,$(BIN)),.venv-dev/.benchmark)
	$(BIN)/python -m benchmarks.matching $(ARGS)

# Writes benchmarks/ACTIVE-LEARNING.md; ARGS="--workers 4" runs more of it at a time.
benchmark-active: $(if $(filter .venv-dev/bin,$(BIN)),.venv-dev/.benchmark)
	$(BIN)/python -m benchmarks.active_learning $(ARGS)

# Writes benchmarks/SPEED.md in about ten minutes; wants a machine that does nothing else.
# ARGS="--quick" writes build/SPEED-quick.md.
benchmark-speed: $(if $(filter .venv-dev/bin,$(BIN)),.venv-dev/.benchmark)
	$(BIN)/python -m benchmarks.speed $(ARGS)

# Writes benchmarks/REVIEW.md in about a quarter of an hour; wants a machine that does nothing else.
# Parts alone: python -m benchmarks.review_load (or _value, _keys), then benchmarks.review_page.
benchmark-review: $(if $(filter .venv-dev/bin,$(BIN)),.venv-dev/.benchmark)
	$(BIN)/python -m benchmarks.review_value
	$(BIN)/python -m benchmarks.review_keys
	$(BIN)/python -m benchmarks.review_load
	$(BIN)/python -m benchmarks.review_page

# The page is checked by a test.
dictionary:
	$(BIN)/python -m iusml.store.dictionary docs/DATA-DICTIONARY.md

clean:
	rm -rf .venv .venv-dev out build

# The stamps are older than pyproject.toml exactly when something else must be installed.
.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --editable '.[symbiosis]'
	touch $@

.venv-dev/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-dev
	.venv-dev/bin/pip install --quiet --editable '.[training,parquet,database,review,annotations,symbiosis,dev]'
	touch $@

.venv-dev/.benchmark: .venv-dev/.installed
	.venv-dev/bin/pip install --quiet --editable '.[benchmark]'
	touch $@
