"""
`python -m benchmarks.namen`: what the pseudonymisation gate finds, how fast, with how much memory.

Prints the table of fallanalyse/daten/namen/README.md and writes namen.json. Needs no database.
"""

import json
import statistics
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
ERGEBNIS = BASE_DIR / "benchmarks" / "namen.json"
TEXTE = BASE_DIR / "fallanalyse" / "tests" / "texte"
# Seconds per 1,000 words (issue 4).
BUDGET = 0.3
MALS = 7

HERKUNFT = {
    "af": "afrikanisch",
    "ar": "arabisch",
    "de": "deutsch",
    "es": "spanisch",
    "fa": "persisch und afghanisch",
    "gr": "griechisch",
    "it": "italienisch",
    "ku": "kurdisch",
    "pl": "polnisch",
    "pt": "portugiesisch",
    "ro": "rumänisch",
    "ru": "russisch und ukrainisch",
    "sq": "albanisch",
    "ta": "tamilisch",
    "tr": "türkisch",
    "vi": "vietnamesisch",
    "yu": "südslawisch",
}


def main():
    vorher = _resident_mb()
    begonnen = time.perf_counter()
    from fallanalyse.pseudonymisierung import bestand

    bestand.lade()
    ergebnis = {
        "laden_s": round(time.perf_counter() - begonnen, 2),
        "laden_mb": round(_resident_mb() - vorher),
        "sekunden_je_1000_woerter": _seconds_per_1000_words(),
    }
    for datei in ("messen.txt", "abstimmen.txt", "fremd.txt"):
        ergebnis[datei] = _recall(datei)
    ERGEBNIS.write_text(json.dumps(ergebnis, indent=1, ensure_ascii=False) + "\n", "utf-8")
    _print(ergebnis)


def _seconds_per_1000_words():
    """Return the median over several readings of clean prose and of notes full of names."""
    from fallanalyse.pseudonymisierung import pruefe
    from fallanalyse.tests.namenstexte import saetze

    prosa = "\n".join(datei.read_text("utf-8") for datei in sorted(TEXTE.glob("sauber_*.txt")))
    notizen = "\n".join(satz for satz, _stellen in saetze("abstimmen.txt"))
    ergebnis = {}
    for name, text in (("prosa", prosa), ("notizen", notizen)):
        zeiten = []
        for _ in range(MALS):
            begonnen = time.process_time()
            pruefe(text)
            zeiten.append((time.process_time() - begonnen) / len(text.split()) * 1000)
        ergebnis[name] = round(statistics.median(zeiten), 3)
    return ergebnis


def _recall(datei):
    from fallanalyse.tests.namenstexte import je_art, messe, saetze

    alle, gefunden, falsche = messe(datei)
    namen = {
        HERKUNFT.get(herkunft, herkunft): [gefunden[art, herkunft], anzahl]
        for (art, herkunft), anzahl in sorted(alle.items(), key=str)
        if art == "name"
    }
    return {
        "saetze": sum(1 for _ in saetze(datei)),
        "arten": {art: [je_art(gefunden)[art], n] for art, n in sorted(je_art(alle).items())},
        "namen": namen,
        "falsch": len(falsche),
    }


def _resident_mb():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def _print(ergebnis):
    for datei in ("messen.txt", "abstimmen.txt", "fremd.txt"):
        werte = ergebnis[datei]
        print(f"\n{datei}: {werte['saetze']} Sätze, {werte['falsch']} Fehlalarme")
        for gruppe in ("arten", "namen"):
            for name, (gefunden, anzahl) in werte[gruppe].items():
                print(f"| {name} | {gefunden} von {anzahl} |")
    print(
        f"\nLaden: {ergebnis['laden_s']} s, {ergebnis['laden_mb']} MB. Je 1.000 Wörter "
        f"{ergebnis['sekunden_je_1000_woerter']} s (Budget {BUDGET})."
    )


if __name__ == "__main__":
    main()
