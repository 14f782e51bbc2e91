# PORT=8010 make start · GROSS=1 make bench · ABSTUERZE=20 SEED=7 make ausfall
.POSIX:
.PHONY: start stop test lint bench ausfall

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

ausfall:
	@python3 deploy/einrichten.py
	@.venv/bin/python -m benchmarks.ausfall $${ABSTUERZE:-200} $${SEED:+--seed $$SEED} --ergebnis benchmarks/ausfall.json
