"""Every page, for somebody who sees it: axe finds nothing, light and dark, wide and narrow."""

import re

import pytest

from kinderschutz.browser_testing import axe_violations

pytestmark = pytest.mark.browser

FACHKRAFT = "fachkraft.ludwigshafen"
LEITUNG = "leitung.ludwigshafen"
LUDWIGSHAFEN_IM_PROJEKT = "/kommunen/stadt-ludwigshafen-am-rhein/projekt/aus-fehlern-lernen/"
# Who looks, and where; see open_page.
SEITEN = [
    (None, "/"),
    (None, "/konto/login/"),
    (None, "/konto/password/reset/"),
    (None, "/kommunen/"),
    (None, "/kommunen/?name=gibtesnicht"),
    (None, "/kommunen/stadt-ludwigshafen-am-rhein/"),
    (None, "/kommunen/landkreis-mainz-bingen/"),
    (None, "/kommunen/stadt-bad-kreuznach/"),
    (None, "/kommunen/stadt-ludwigshafen-am-rhein/altersstruktur/?vergleich=land"),
    (None, "/kommunen/landkreis-mayen-koblenz/altersstruktur/"),
    (None, "/kommunen/stadt-bremerhaven/"),
    *(
        (LEITUNG, f"/kommunen/stadt-ludwigshafen-am-rhein/profil/aus-fehlern-lernen/{seite}")
        for seite in (
            "bearbeiten/",
            "vorschau/",
            "unterschied/",
            "fassungen/",
            "fassungen/ → /fassungen/[0-9]+/$",
        )
    ),
    (None, "/cluster/"),
    (None, "/cluster/ → /cluster/[^/?]+/$"),
    (None, "/netzwerk/"),
    (None, "/netzwerk/ → /netzwerk/[^/?]+/$"),
    (None, "/einladung/"),
    (None, "/gibt-es-nicht/"),
    (FACHKRAFT, "/arbeit/"),
    (FACHKRAFT, "/fallanalysen/"),
    (FACHKRAFT, "/fallanalysen/?kennung=gibtesnicht"),
    (FACHKRAFT, "/fallanalysen/neu/"),
    (FACHKRAFT, "/fallanalysen/?bearbeitungsstand=abgeschlossen → /fallanalysen/[0-9a-f-]{36}/$"),
    *(
        (FACHKRAFT, f"/fallanalysen/?bearbeitungsstand=in_arbeit → schritt/{schritt}/")
        for schritt in (
            "anlass",
            "beteiligte",
            "zeitstrahl",
            "schluesselsituationen",
            "einflussfaktoren",
            "befunde",
            "empfehlungen",
        )
    ),
    *(
        (
            FACHKRAFT,
            f"/fallanalysen/?bearbeitungsstand=in_arbeit → schritt/befunde/fassungen/{rest}",
        )
        for rest in ("", "?von=0&bis=1", "1/", "0/wiederherstellen/")
    ),
    (FACHKRAFT, "/fallanalysen/?bearbeitungsstand=in_arbeit → abschliessen/"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → anhaenge/"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → schritt/quellen/"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → pruefung/"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → pruefung/ → /ersetzen/$"),
    (FACHKRAFT, "/fallanalysen/?methode=falllabor → pruefung/"),
    ("fachkraft2.ludwigshafen", "/fallanalysen/?methode=falllabor → bestaetigen/"),
    ("moderation", "/fallanalysen/?methode=nzfh_fallanalyse → schritt/quellen/"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → anhaenge/ → /entfernen/$"),
    *(
        (FACHKRAFT, f"/fallanalysen/?methode=nzfh_fallanalyse → schritt/sitzungen/{rest}")
        for rest in ("", " → /sitzung/[0-9a-f-]{36}/$", " → /protokoll/$")
    ),
    (FACHKRAFT, "/fallanalysen/?methode=fallwerkstatt → zeitstrahl/"),
    (FACHKRAFT, "/fallanalysen/?methode=fallwerkstatt → zeitstrahl/?von=0&bis=3"),
    (FACHKRAFT, "/fallanalysen/?methode=fischgraeten → fischgraeten/"),
    (FACHKRAFT, "/fallanalysen/?methode=fischgraeten → ergebnisblatt/"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → ergebnisblatt/"),
    (FACHKRAFT, "/fallanalysen/?bearbeitungsstand=in_arbeit → methode/"),
    (FACHKRAFT, "/fallanalysen/?bearbeitungsstand=abgeschlossen → daneben/"),
    *(
        (FACHKRAFT, f"/fallanalysen/?methode=nzfh_fallanalyse → {rest}")
        for rest in ("einladungen/", "gelesen/", "vorschau/")
    ),
    (FACHKRAFT, "/bibliothek/"),
    (FACHKRAFT, "/bibliothek/ → /bibliothek/[0-9a-f-]{36}/$"),
    (FACHKRAFT, "/konto/2fa/"),
    (FACHKRAFT, "/konto/sessions/"),
    (FACHKRAFT, "/konto/password/change/"),
    (FACHKRAFT, "/konto/logout/"),
    (LEITUNG, "/arbeit/"),
    (LEITUNG, "/fallanalysen/rechtsgrundlagen/"),
    (LEITUNG, "/fallanalysen/?freigabestufe=eingereicht → freigeben/"),
    (LEITUNG, "/fallanalysen/?freigabestufe=eingereicht → zurueckgeben/"),
    *(
        (LEITUNG, f"/fallanalysen/?freigabestufe=eingereicht → vorschau/?nach=freigeben{rest}")
        for rest in (
            "",
            "&wer=asd",
            "&wer=asd&seite=detail",
            "&wer=asd&seite=ergebnisblatt",
            "&wer=koordination",
            "&wer=ministerium",
        )
    ),
    (LEITUNG, "/fallanalysen/?freigabestufe=land → vorschau/?wer=cluster"),
    (LEITUNG, "/fallanalysen/?freigabestufe=land → vorschau/?wer=cluster&seite=befund-1"),
    (None, "/projekte/aus-fehlern-lernen/"),
    *(
        (LEITUNG, f"{LUDWIGSHAFEN_IM_PROJEKT}{rest}")
        for rest in ("", "meilensteine/", "kontakt/", "swot/")
    ),
    *((LEITUNG, f"/organisation/{rest}") for rest in ("", "bearbeiten/")),
    *(("netzwerk.ludwigshafen", f"/veranstaltungen/{rest}") for rest in ("", "neu/")),
    *(
        ("netzwerk.ludwigshafen", f"/arbeit/ → /veranstaltungen/[0-9a-f-]{{36}}/$ → {rest}")
        for rest in ("/bearbeiten/$", "/protokoll/$")
    ),
    ("koordination", "/arbeit/ → /projekte/[^/]+/$ → /meilensteine/$"),
    (LEITUNG, "/einlesen/neu/"),
    (LEITUNG, "/einlesen/ → /einlesen/[0-9a-f-]{36}/$"),
    ("koordination", "/einlesen/"),
    ("koordination", "/einlesen/ → /einlesen/[0-9a-f-]{36}/$"),
    *(
        (LEITUNG, f"/kommunen/stadt-ludwigshafen-am-rhein/massnahmen/{rest}")
        for rest in (
            "",
            "?was=gibtesnicht",
            "neu/",
            "wer-hat-das-schon/?thema=Frühe",
            "?was=Rufbereitschaft → /massnahmen/[0-9]+/$",
            "?was=Rufbereitschaft → /status/$",
            "?was=Rufbereitschaft → /bearbeiten/$",
            "?was=Rufbereitschaft → /massnahmen/[0-9]+/$ → /belege/neu/$",
            "?was=Rufbereitschaft → /massnahmen/[0-9]+/$ → /entfernen/$",
            "?was=Rufbereitschaft → /massnahmen/[0-9]+/$ → /wirkung/$",
            "?was=Übergabegespräch+bei+jeder → /massnahmen/[0-9]+/$",
            "?was=Übergabegespräch+bei+jeder → /massnahmen/[0-9]+/$ → /anteile/[0-9]+/$",
        )
    ),
    (LEITUNG, "/bibliothek/ → /empfehlungen/[0-9a-f-]{36}/$"),
    (LEITUNG, "/bibliothek/ → /empfehlungen/[0-9a-f-]{36}/$ → /umsetzen/$"),
    (LEITUNG, "/bibliothek/ → /empfehlungen/[0-9a-f-]{36}/$ → /verbinden/$"),
    ("zwei-rollen.mainz-bingen", "/arbeit/"),
    ("moderation", "/arbeit/"),
    ("netzwerk.ludwigshafen", "/arbeit/"),
    ("koordination", "/arbeit/"),
    ("koordination", "/cluster/fortschritt/"),
    *(
        ("koordination", f"/cluster/fortschritt/?ansicht={ansicht}")
        for ansicht in ("stand", "themen", "verlauf", "meilensteine")
    ),
    ("koordination", "/cluster/fortschritt/ → /erinnern/"),
    ("koordination", "/rueckmeldungen/"),
    ("koordination", "/rueckmeldungen/neu/"),
    ("koordination", "/rueckmeldungen/ → /rueckmeldungen/[0-9a-f-]{36}/$"),
    ("koordination", "/rueckmeldungen/ → /rueckmeldungen/[0-9a-f-]{36}/$ → /frist/$"),
    (LEITUNG, "/rueckmeldungen/"),
    (LEITUNG, "/rueckmeldungen/ → /antwort/"),
    ("koordination", "/berichte/"),
    ("koordination", "/berichte/neu/"),
    ("koordination", "/berichte/ → /berichte/[0-9a-f-]{36}/$"),
    ("koordination", "/berichte/ → /berichte/[0-9a-f-]{36}/$ → /bearbeiten/$"),
    ("koordination", "/berichte/ → /berichte/[0-9a-f-]{36}/$ → /einfrieren/$"),
    ("koordination", "/bibliothek/"),
    ("koordination", "/bibliothek/katalog/"),
    ("wissenschaft", "/bibliothek/katalog/praxiselement/neu/"),
    ("wissenschaft", "/bibliothek/"),
    ("ministerium", "/land/"),
    ("ministerium", "/bibliothek/"),
    ("landesjugendamt", "/land/"),
    ("datenschutz.ludwigshafen", "/arbeit/"),
    ("datenschutz.ludwigshafen", "/protokoll/"),
    ("datenschutz.ludwigshafen", "/recht/"),
    ("datenschutz.ludwigshafen", "/recht/ → rechtsgrundlage/$"),
    ("datenschutz.ludwigshafen", "/recht/ → rechtsgrundlage/$ → /fristen/$"),
    ("datenschutz.ludwigshafen", "/recht/loeschfristen/"),
    (LEITUNG, "/recht/unterlagen/"),
    (LEITUNG, "/recht/ → rechtsgrundlage/$ → /angaben/$"),
    (LEITUNG, "/recht/ → rechtsgrundlage/$ → /loeschen/$"),
    *(
        ("leitung.mainz-bingen", f"/recht/?rechtsgrundlage=einwilligung → rechtsgrundlage/$ → {wo}")
        for wo in ("/aendern/$", "/einwilligungen/neu/$", "/widerrufen/$")
    ),
    ("leitung.trier", "/recht/ → rechtsgrundlage/$"),
    (FACHKRAFT, "/fallanalysen/?methode=nzfh_fallanalyse → rechtsgrundlage/"),
    ("datenschutz.ludwigshafen", "/protokoll/einsicht/"),
    ("administration", "/arbeit/"),
    ("administration", "/verwaltung/"),
    ("administration", "/verwaltung/kinderschutz/user/"),
    ("administration", "/verwaltung/kinderschutz/user/add/"),
    ("administration", "/gebiete/"),
    ("administration", "/gebiete/aufloesung/"),
    ("administration", "/gebiete/uebergaben/neu/"),
    ("leitung.stadt-bad-kreuznach", "/arbeit/ → /gebiete/uebergaben/[0-9a-f-]{36}/$"),
    ("administration", "/verwaltung/kommunen/rolle/add/"),
    *(
        ("administration", f"/verwaltung/{liste}/ → /verwaltung/{liste}/[^/]+/change/")
        for liste in (
            "kinderschutz/user",
            "kommunen/kommune",
            "kommunen/jugendamt",
            "kommunen/projekt",
            "kommunen/teilnahme",
            "netzwerk/netzwerk",
        )
    ),
]


def open_page(page, weg):
    """Go to the page; behind an arrow it goes on from the first analysis or link it finds."""
    start, *schritte = weg.split(" → ")
    page.goto(start)
    for weiter in schritte:
        if weiter.startswith("/") or weiter.endswith("$"):
            _follow(page, weiter)
        else:
            _follow(page, "/fallanalysen/[0-9a-f-]{36}/$")
            page.goto(page.url + weiter)


def _follow(page, pattern):
    hrefs = page.locator("main a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    ziel = next((href for href in hrefs if href and re.search(pattern, href)), None)
    assert ziel, f"no link to {pattern} on {page.url}"
    page.goto(ziel)


@pytest.fixture(scope="module")
def fenster(rundgang):
    """Return a window per account: what it has loaded for one page it has for the next."""
    offene = {}

    def von(konto):
        if konto not in offene:
            # axe is put into the page as a script, which the page itself would rightly refuse.
            offene[konto] = rundgang.fenster(konto, bypass_csp=True)
        return offene[konto]

    yield von
    for page in offene.values():
        page.context.close()


@pytest.mark.parametrize(("konto", "weg"), SEITEN, ids=[f"{konto}:{weg}" for konto, weg in SEITEN])
def test_everybody_can_use_this_page(fenster, konto, weg):
    page = fenster(konto)
    page.set_viewport_size({"width": 1280, "height": 900})
    open_page(page, weg)
    probleme = []

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            gefunden = axe_violations(page, only_colours=scheme == "dark")
            probleme += [f"{width} {scheme} {eines}" for eines in gefunden]
    breite = page.evaluate("document.documentElement.scrollWidth")

    assert probleme == []
    assert breite <= 360, "the page is wider than the telephone"
