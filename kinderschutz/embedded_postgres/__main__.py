"""python -m kinderschutz.embedded_postgres start|stop|status|psql"""

import sys
from pathlib import Path

from kinderschutz import embedded_postgres
from kinderschutz.embedded_postgres import DatenbankNichtBereit

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def main(arguments):
    say = sys.stdout.write
    try:
        match arguments:
            case ["start"]:
                say(f"Die Datenbank läuft ({embedded_postgres.database(BASE_DIR)['HOST']}).\n")
            case ["stop"]:
                embedded_postgres.stop(BASE_DIR)
                say("Die Datenbank ist angehalten.\n")
            case ["status"]:
                running = embedded_postgres.is_running(BASE_DIR)
                say("Die Datenbank läuft.\n" if running else "Die Datenbank läuft nicht.\n")
                return 0 if running else 3
            case ["psql"]:
                found = embedded_postgres.database(BASE_DIR)
                login = f"{found['USER']}:{found['PASSWORD']}"
                say(f"postgresql://{login}@/{found['NAME']}?host={found['HOST']}\n")
            case _:
                say("Aufruf: python -m kinderschutz.embedded_postgres start|stop|status|psql\n")
                return 2
    except DatenbankNichtBereit as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
