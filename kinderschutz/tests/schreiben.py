"""Write an analysis in a real browser, as a Fachkraft would: step by step, whatever the method."""

import re

from playwright.sync_api import expect

from fallanalyse.enums import Schritt
from fallanalyse.workflow import SCHRITTE

BEFUND = "Ein begleiteter Übergang öffnet Türen"
EMPFEHLUNG = "Übergänge persönlich begleiten."


def feld(page, label):
    """Return the field of this label, whether it is marked as optional or not."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}( – optional)?$"))


def speichern_und_weiter(page, schritt):
    page.get_by_role("button", name="Speichern und weiter").click()
    expect(page.get_by_text(f"»{schritt}« ist gespeichert.")).to_be_visible()


def schreibe_analyse(page, methode, *, projekt="Aus Fehlern lernen"):
    """Begin an analysis and fill every step of its method; return its address."""
    page.goto("/fallanalysen/neu/")
    page.locator(f"[name=methode][value={methode.value}]").check()
    auswahl = feld(page, "Projekt")
    auswahl.select_option(auswahl.locator("option", has_text=projekt).first.get_attribute("value"))
    page.get_by_role("button", name="Beginnen").click()
    for schritt in SCHRITTE[methode]:
        expect(page.get_by_role("heading", level=1)).to_have_text(schritt.label)
        SCHREIBE[schritt](page, methode)
        speichern_und_weiter(page, schritt.label)
    return re.match(r"https?://[^/]+(/fallanalysen/[^/]+/)", page.url).group(1)


def _anlass(page, methode):
    feld(page, "Leitfrage").fill("Was hat der Familie geholfen, die Hilfe anzunehmen?")
    feld(page, "Anlass").select_option("gelungen")
    feld(page, "abgeschlossen").check()


def _beteiligte(page, methode):
    feld(page, "Rolle im Fall").fill("Kind 1")
    page.get_by_role("button", name="Person hinzufügen").click()
    feld(page, "Rolle im Fall").nth(1).fill("Mutter")


def _quellen(page, methode):
    feld(page, "Was liegt vor?").fill("Protokolle der Hilfeplangespräche")
    feld(page, "Art").select_option("protokoll")
    feld(page, "Lücken").fill("Das erste halbe Jahr fehlt.")


def _zeitstrahl(page, methode):
    feld(page, "Was geschah?").fill("Die Hebamme fragt, ob jemand mitkommen darf.")
    feld(page, "Zeitpunkt").fill("1")


def _gesetz(page, methode):
    feld(page, "Geschehen?").nth(1).select_option("nein")
    feld(page, "ja, und zwar … / nein, weil …").nth(1).fill("Die Vertretung war nicht geregelt.")


def _schluesselsituationen(page, methode):
    feld(page, "Worum ging es?").fill("Der gemeinsame erste Besuch")
    page.get_by_text("Sicht: Eltern").click()
    feld(page, "Wie sah es damals aus?").nth(3).fill("Endlich kommt jemand, den ich kenne.")
    feld(page, "Wie sehen wir es heute?").nth(3).fill("Das Vertrauen ging mit über.")


def _einflussfaktoren(page, methode):
    feld(page, "Was hat Einfluss gehabt?").fill("Die Hebamme war der Familie vertraut.")
    feld(page, "Ebene").select_option("kooperation")
    feld(page, "Das war").select_option("foerderlich")


def _befunde(page, methode):
    feld(page, "Befund in einem Satz").fill(BEFUND)
    feld(page, "Es geht um").select_option("kooperation")
    feld(page, "hat sich bewährt").check()
    beleg = (
        "Schlüsselsituation 1"
        if Schritt.SCHLUESSELSITUATIONEN in SCHRITTE[methode]
        else "Einflussfaktor 1"
    )
    page.get_by_label(re.compile(beleg)).check()


def _empfehlungen(page, methode):
    feld(page, "Empfehlung").fill(EMPFEHLUNG)
    feld(page, "Es geht um").select_option("verfahren")


def _rueckkopplung(page, methode):
    feld(page, "Gehört wurde").select_option("eltern")
    feld(page, "Was wurde berichtigt oder ergänzt?").fill("Sie hatte selbst angerufen.")
    feld(page, "Wir sind uns").select_option("nein")
    feld(page, "Was wird anders gesehen?").fill("Aus ihrer Sicht kam die Hilfe zu spät.")


SCHREIBE = {
    Schritt.ANLASS: _anlass,
    Schritt.BETEILIGTE: _beteiligte,
    Schritt.QUELLEN: _quellen,
    Schritt.ZEITSTRAHL: _zeitstrahl,
    Schritt.GESETZ: _gesetz,
    Schritt.SCHLUESSELSITUATIONEN: _schluesselsituationen,
    Schritt.EINFLUSSFAKTOREN: _einflussfaktoren,
    Schritt.BEFUNDE: _befunde,
    Schritt.EMPFEHLUNGEN: _empfehlungen,
    Schritt.RUECKKOPPLUNG: _rueckkopplung,
}
