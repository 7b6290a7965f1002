# Thin names for the commands; each does its own set-up.
.PHONY: run test fast format lock

run:
	./run
test:
	./test
fast:
	./test fast
format:
	.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .
lock:
	bin/lock
