"""Invitation, Vorschau, release, return and withdrawal, as people click through them."""

import re
import uuid

import psycopg2
import pytest
from django.conf import settings
from playwright.sync_api import expect

from fallanalyse.models import Einladung
from kinderschutz.browser_testing import axe_violations

pytestmark = pytest.mark.browser

NEU = "erika.muster@example.net"
PASSWORT = "gemeinsam-und-hinsehen"


def code_fuer(datenbank, *, neueste=True):
    """Return the code of the newest (or the demo's) open invitation, as its letter holds it."""
    zugang = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname=datenbank,
        user=zugang["USER"],
        password=zugang["PASSWORD"],
        host=zugang["HOST"],
        port=zugang["PORT"] or 5432,
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.SYSTEM_ROLE}")
        cursor.execute(
            "SELECT id FROM fallanalyse_einladung WHERE angenommen_am IS NULL"
            f" ORDER BY eingeladen_am {'DESC' if neueste else 'ASC'} LIMIT 1"
        )
        [pk] = cursor.fetchone()
    connection.close()
    return Einladung(pk=uuid.UUID(str(pk))).code


def erste_analyse(page, query):
    page.goto(f"/fallanalysen/?{query}")
    page.get_by_role("link", name=re.compile("FA-")).first.click()
    return re.match(r"https?://[^/]+(/fallanalysen/[^/]+/)", page.url)[1]


def tu(page, url, name):
    page.goto(url)
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


class TestInvitation:
    def test_from_the_letter_to_the_analysis_and_out_again(self, eigener_server):
        team = eigener_server.fenster("fachkraft.ludwigshafen")
        url = erste_analyse(team, "methode=nzfh_fallanalyse&bearbeitungsstand=in_arbeit")
        team.get_by_role("link", name=re.compile("Moderation von außen")).click()
        team.get_by_label("E-Mail-Adresse der Moderation").fill(NEU)
        team.get_by_role("button", name="Einladung verschicken").click()
        expect(team.get_by_text("Die Einladung ist unterwegs.")).to_be_visible()

        gast = eigener_server.fenster()
        gast.goto(f"/einladung/#{code_fuer(eigener_server.datenbank)}")
        # The script took the code out of the address before anybody could read it there.
        expect(gast).to_have_url(re.compile(r"/einladung/$"))
        expect(gast.get_by_label("Code aus der E-Mail")).to_be_hidden()
        gast.get_by_role("button", name="Einladung öffnen").click()
        expect(
            gast.get_by_text(re.compile("Stadtjugendamt Ludwigshafen.*bittet Sie"))
        ).to_be_visible()
        gast.get_by_label("Ihre E-Mail-Adresse").fill("jemand.anders@example.net")
        gast.get_by_label("Ihr Name").fill("Erika Muster")
        gast.get_by_label("Passwort").fill(PASSWORT)
        gast.get_by_role("button", name="Konto einrichten und annehmen").click()
        expect(gast.get_by_text(re.compile("andere E-Mail-Adresse")).first).to_be_visible()
        expect(gast.get_by_label("Ihr Name")).to_have_value("Erika Muster")
        gast.get_by_label("Ihre E-Mail-Adresse").fill(NEU)
        gast.get_by_label("Passwort").fill(PASSWORT)
        gast.get_by_role("button", name="Konto einrichten und annehmen").click()

        expect(
            gast.get_by_text(re.compile("Sie moderieren jetzt diese Fallanalyse"))
        ).to_be_visible()
        assert gast.url.endswith(url)
        gast.get_by_role("link", name="Weiterschreiben").click()
        expect(gast.get_by_role("button", name="Speichern", exact=True)).to_be_visible()

        team.goto(f"{url}einladungen/")
        expect(team.get_by_text("Erika Muster")).to_be_visible()
        team.get_by_role("button", name=re.compile(f"Zugang jetzt beenden.*{NEU}")).click()
        expect(team.get_by_text(re.compile("Der Zugang ist beendet"))).to_be_visible()
        assert gast.goto(url).status == 404

    def test_without_javascript_the_code_is_typed(self, eigener_server):
        gast = eigener_server.fenster(java_script_enabled=False)
        gast.goto("/einladung/")
        gast.get_by_label("Code aus der E-Mail").fill(code_fuer(eigener_server.datenbank))
        gast.get_by_role("button", name="Einladung öffnen").click()
        expect(gast.get_by_role("button", name="Konto einrichten und annehmen")).to_be_visible()

    def test_forwarded_it_opens_nothing(self, eigener_server):
        fremd = eigener_server.fenster("leitung.trier")
        fremd.goto(f"/einladung/#{code_fuer(eigener_server.datenbank)}")
        fremd.get_by_role("button", name="Einladung öffnen").click()
        expect(fremd.get_by_text(re.compile("gilt für eine andere E-Mail-Adresse"))).to_be_visible()
        expect(fremd.get_by_role("button", name="Einladung annehmen")).to_have_count(0)

    def test_its_page_is_accessible(self, eigener_server):
        gast = eigener_server.fenster(bypass_csp=True)
        gast.goto(f"/einladung/#{code_fuer(eigener_server.datenbank)}")
        probleme = axe_violations(gast)
        gast.get_by_role("button", name="Einladung öffnen").click()
        expect(gast.get_by_label("Ihr Name")).to_be_visible()
        for width in (1280, 360):
            gast.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                gast.emulate_media(color_scheme=scheme)
                probleme += axe_violations(gast)
        assert probleme == []
        assert gast.evaluate("document.documentElement.scrollWidth") <= 360


class TestRelease:
    def test_the_leitung_looks_first_and_then_releases(self, eigener_server):
        leitung = eigener_server.fenster("leitung.ludwigshafen")
        netzwerk = eigener_server.fenster("netzwerk.ludwigshafen")
        url = erste_analyse(leitung, "freigabestufe=eingereicht")
        leitung.get_by_role("link", name="Für den Leserkreis freigeben").click()
        leitung.get_by_role("link", name="Vorschau: Wer sieht danach was?").click()

        zeile = leitung.get_by_role("row").filter(has_text="Netzwerkkoordination")
        expect(zeile).to_contain_text("nichts")
        leitung.get_by_role(
            "link", name="das ganze Jugendamt, auch die Netzwerkkoordination"
        ).click()
        expect(zeile).to_contain_text("die ganze Fallanalyse")
        leitung.get_by_role("link", name="Netzwerkkoordination Ihres Jugendamts").click()
        leitung.get_by_role("link", name="Fallanalyse", exact=True).click()
        rahmen = leitung.get_by_role("group", name=re.compile("Fallanalyse, wie diese Person"))
        gezeigt = rahmen.get_by_role("heading", name="Befunde").locator("..").inner_text()
        assert rahmen.locator("a[href], button:enabled, input:enabled, form").count() == 0
        assert netzwerk.goto(url).status == 404, "looking releases nothing"

        leitung.get_by_role("link", name="Zu »Für den Leserkreis freigeben«").click()
        leitung.get_by_label("das ganze Jugendamt, auch die Netzwerkkoordination").check()
        leitung.get_by_role("button", name="Für den Leserkreis freigeben").click()

        assert netzwerk.goto(url).status == 200
        befunde = netzwerk.get_by_role("heading", name="Befunde").locator("..")
        assert befunde.inner_text() == gezeigt

    def test_a_return_tells_the_team_why(self, eigener_server):
        leitung = eigener_server.fenster("leitung.ludwigshafen")
        team = eigener_server.fenster("fachkraft.ludwigshafen")
        url = erste_analyse(leitung, "freigabestufe=eingereicht")
        leitung.goto(f"{url}zurueckgeben/")
        leitung.get_by_role("button", name="An das Team zurückgeben").click()
        expect(
            leitung.get_by_role("alert").or_(leitung.locator("[data-fehlerliste]")).first
        ).to_be_visible()
        leitung.get_by_label("Was soll das Team noch tun?").fill(
            "Bitte die Sicht des Kindes ergänzen."
        )
        leitung.get_by_role("button", name="An das Team zurückgeben").click()

        assert leitung.goto(url).status == 404, "a draft belongs to its team"
        if team.goto(url).status == 404:
            team = eigener_server.fenster("fachkraft2.ludwigshafen")
            team.goto(url)
        expect(team.get_by_text("Bitte die Sicht des Kindes ergänzen.").first).to_be_visible()
        expect(team.get_by_role("link", name="Weiterschreiben")).to_be_visible()

    def test_a_withdrawal_reaches_every_place(self, eigener_server):
        leitung = eigener_server.fenster("leitung.ludwigshafen")
        leser = {
            konto: eigener_server.fenster(konto)
            for konto in ("koordination", "fachkraft.mainz-bingen", "fachkraft2.ludwigshafen")
        }
        url = erste_analyse(leitung, "freigabestufe=land")
        titel = leitung.locator("section", has=leitung.get_by_role("heading", name="Befunde"))
        titel = titel.get_by_role("heading", level=3).first.inner_text()
        for konto in ("koordination", "fachkraft.mainz-bingen"):
            leser[konto].goto("/bibliothek/")
            expect(leser[konto].get_by_text(titel)).to_be_visible()
        leser["koordination"].get_by_role("link", name=titel).click()
        befund = leser["koordination"].url

        leitung.goto(f"{url}vorschau/?nach=zurueckziehen")
        expect(leitung.get_by_role("row").filter(has_text="Ministerium")).to_contain_text("nichts")
        tu(leitung, url, "Zurückziehen")
        expect(leitung.get_by_text("Alle Kopien sind gelöscht.")).to_be_visible()

        for konto in ("koordination", "fachkraft.mainz-bingen"):
            leser[konto].goto("/bibliothek/")
            expect(leser[konto].get_by_text(titel)).to_have_count(0)
        assert leser["koordination"].goto(befund).status == 404
        assert leser["fachkraft2.ludwigshafen"].goto(url).status in (200, 404)


class TestWhoSaw:
    def test_the_datenschutz_gives_a_reason_and_team_and_leitung_hear_of_it(self, eigener_server):
        team = eigener_server.fenster("fachkraft.ludwigshafen")
        url = erste_analyse(team, "methode=nzfh_fallanalyse&bearbeitungsstand=in_arbeit")
        kennung = re.search(r"FA-\w{4}", team.title()).group()
        datenschutz = eigener_server.fenster("datenschutz.ludwigshafen")
        datenschutz.goto(f"/protokoll/?kennung={kennung}")
        expect(datenschutz.get_by_role("main")).not_to_contain_text("Frida Fachkraft")
        datenschutz.get_by_role("link", name="Mit Namen ansehen").click()
        datenschutz.get_by_label(re.compile("Warum möchten Sie wissen")).fill(
            "Eine Mutter fragt danach."
        )
        datenschutz.get_by_role("button", name="Mit Namen ansehen").click()
        expect(datenschutz.get_by_role("cell", name="Frida Fachkraft").first).to_be_visible()

        team.goto(f"{url}gelesen/")
        heute = team.get_by_role("row").nth(1)
        assert heute.get_by_role("cell").all_inner_texts() == ["gelesen", "–", "–", "gelesen"]
