# PORT=8010 make start · GROSS=1 make bench
.POSIX:
.PHONY: start stop test lint bench

start:
	@python3 deploy/start.py

stop:
	@python3 deploy/start.py stop

test:
	@python3 deploy/test.py

lint:
	@python3 deploy/test.py lint

bench:
	@python3 deploy/einrichten.py
	@.venv/bin/python benchmarks/messen.py
