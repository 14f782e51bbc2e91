"""How a line of the access table (test_access.py) becomes requests: objects, forms, answers."""

import uuid
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Leserkreis, Methode, Rechtsgrundlage, Schritt, Uebergang
from fallanalyse.models import (
    Anhang,
    Einwilligung,
    FreigegebenerBefund,
    FreigegebenerVorschlag,
    Praxiselement,
    Sitzung,
    Teammitglied,
    Umsetzung,
)
from kinderschutz.identity import SESSION_KEY
from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kommunen.forms import AnsprechpersonForm
from kommunen.models import Ansprechperson, Importdokument, Massnahme, Massnahmenbeleg, Swot

# The columns of the table, in its order.
ANONYM = "anonym"
WER = (
    ANONYM,
    "ohne_rolle",
    "fachkraft",
    "kollegin",
    "leitung",
    "moderation",
    "netzwerkkoordination",
    "projektkoordination",
    "wissenschaft",
    "ministerium",
    "landesjugendamt",
    "datenschutz",
    "administration",
    "fremde_fachkraft",
    "fremde_leitung",
)
EIGENE = [wer for wer in WER if not wer.startswith("fremde_")]
# Pages below /kommunen/<slug>/projekt/<projekt>/.
TEILNAHMESEITEN = {
    *("teilnahme", "meilensteine", "rollenwechsel", "swot_neu", "swot"),
    *("kontakt_neu", "kontakt", "kontakt_bestaetigen", "kontakt_entfernen"),
}
# What a GET may write (design.md 5): the audit trail, the session, the counters of the sign-in.
GET_SCHREIBT = {
    "kinderschutz_protokolleintrag",
    "kinderschutz_protokollkette",
    "django_session",
    "usersessions_usersession",
    "kinderschutz_cache",
    # The part of the audit trail that team and Leitung may see.
    "fallanalyse_lesetag",
}


MIT_MASSNAHME = (
    "massnahme_detail",
    "massnahme_update",
    "massnahme_status",
    "beleg_neu",
    "beleg",
    "beleg_entfernen",
    "wirkung",
    "anteil_neu",
    "anteil",
)


@dataclass(frozen=True)
class Zeile:
    """One line: an address, the way it is called, the object, the answer to each, to a foreigner."""

    name: str
    weg: str
    gegenstand: str
    codes: tuple[str, ...]
    fremd: str

    def __str__(self):
        return f"{self.name} {self.weg} {self.gegenstand}".strip()


def lies_tabelle(text):
    """Return the lines of the table; a line that is not complete is a mistake."""
    zeilen = []
    for line in text.strip().splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, weg, gegenstand, codes, fremd = (cell.strip() for cell in line.split("|"))
        codes = tuple(codes.split())
        if len(codes) != len(WER):
            raise ValueError(f"{name} {weg}: {len(codes)} answers for {len(WER)} kinds of users")
        zeilen.append(Zeile(name, weg, gegenstand, codes, fremd))
    return zeilen


class Zugriff:
    """Two Jugendämter and, for every kind of user, a browser that is signed in already."""

    def __init__(self, eigenes, fremdes):
        self.eigenes, self.fremdes = eigenes, fremdes
        rollen = eigenes.rollen | {
            "fremde_fachkraft": fremdes.rollen["fachkraft"],
            "fremde_leitung": fremdes.rollen["leitung"],
        }
        self.personen = {wer: str(rolle.person_id) for wer, rolle in rollen.items()}
        self.cookies = {ANONYM: None, "ohne_rolle": _sign_in(eigenes.ohne_rolle)} | {
            wer: _sign_in(_person(rolle), rolle) for wer, rolle in rollen.items()
        }

    def browser(self, wer):
        """Return a client that is signed in as this kind of user."""
        client = Client(raise_request_exception=False)
        if self.cookies[wer]:
            client.cookies.load(self.cookies[wer])
        return client

    def antwort(self, wer, zeile, *, fremd=False):
        """Return the answer this user gets; whatever the request changed is undone."""
        with transaction.atomic():
            response = self._frage(wer, zeile, self.fremdes if fremd else self.eigenes)
            transaction.set_rollback(True)
        return response

    def antwort_mit_protokoll(self, wer, zeile):
        """Return the answer and the entries it left in the audit trail."""
        with transaction.atomic():
            with system_context("Test"):
                before = set(Protokolleintrag.objects.values_list("pk", flat=True))
            response = self._frage(wer, zeile, self.eigenes)
            with system_context("Test"):
                entries = list(Protokolleintrag.objects.exclude(pk__in=before))
            transaction.set_rollback(True)
        return response, entries

    def _frage(self, wer, zeile, amt):
        url = url_of(zeile.name, amt, zeile.gegenstand)
        data = FORMULARE.get(zeile.name, _nichts)(amt) if zeile.weg == "POST" else {}
        if zeile.name == "fallanalyse:zwischenstand":
            data["schreibt"] = self.personen.get(wer, "")
        return getattr(self.browser(wer), zeile.weg.lower())(url, data)


def code_of(response):
    """Return the word of the table for this answer."""
    if response.status_code in (301, 302):
        return "an" if response["Location"].startswith(reverse("account_login")) else "ja"
    return "ja" if response.status_code < 300 else str(response.status_code)


def written_tables():
    """Return what this transaction has written so far, by triggers too, even if it was undone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def url_of(name, amt, gegenstand):
    return reverse(name, args=_args(name, amt, gegenstand))


def _args(name, amt, gegenstand):
    app, _, page = name.rpartition(":")
    if name == "einsicht_detail":
        return [amt.einsicht.pk]
    if app == "veranstaltung" and page not in ("list", "neu"):
        eine = amt.veranstaltungen[gegenstand]
        return [eine.pk, *([eine.aufgaben.get().pk] if page == "aufgabe_erledigt" else [])]
    if app == "projekt":
        return [amt.projekt.slug]
    if page in TEILNAHMESEITEN:
        key = []
        if page == "swot":
            key = [Swot.objects.get(teilnahme=amt.teilnahme).pk]
        elif page.startswith("kontakt") and page != "kontakt_neu":
            key = [_kontakt(amt).pk]
        return [amt.kommune.slug, amt.projekt.slug, *key]
    if app == "einlesen" and page not in ("list", "create"):
        return [_eingelesene_seite(amt)]
    if name in ("gebiete:uebergabe", "gebiete:uebergabe_verwerfen"):
        return [amt.uebergabe.pk]
    if app == "kommunen" and page != "list":
        massnahme = Massnahme.objects.filter(kommune=amt.kommune).first()
        return [
            amt.kommune.slug,
            *([amt.projekt.slug] if page.startswith("profil_") else []),
            *([massnahme.pk] if page in MIT_MASSNAHME else []),
            *([_beleg(massnahme)] if page in ("beleg", "beleg_entfernen") else []),
            *([massnahme.anteile.get().pk] if page == "anteil" else []),
            # The first text of a profile (welt.py).
            *([1] if page in ("profil_fassung", "profil_wiederherstellen") else []),
        ]
    if name == "cluster:fortschritt_ausgabe":
        return [gegenstand]
    if name == "cluster:erinnern":
        return [amt.teilnahme.pk]
    if app == "rueckmeldung" and page not in ("list", "neu"):
        return [amt.rueckmeldung.pk if page == "antwort" else amt.rueckmeldung.anfrage_id]
    if app == "bericht" and page not in ("list", "neu"):
        return [amt.bericht.pk, *([gegenstand] if page == "datei" else [])]
    if name in ("cluster:detail", "cluster:pdf", "cluster:fortschritt_eines"):
        return [amt.cluster.slug]
    if name == "netzwerk:detail":
        return [amt.netzwerk.slug]
    if name == "bibliothek:katalog_neu":
        return ["risikomuster"]
    if name == "bibliothek:katalog_eintrag":
        return ["praxiselement", Praxiselement.objects.get(name="Tandem").pk]
    if app == "bibliothek" and page in ("empfehlung", "umsetzen", "verbinden", "loesen"):
        rows = FreigegebenerVorschlag.objects.filter(projekt=amt.projekt, stufe=gegenstand)
        vorschlag = rows.get()
        return [_umsetzung(vorschlag, amt) if page == "loesen" else vorschlag.pk]
    if name in ("bibliothek:detail", "bibliothek:zuruecknehmen"):
        befund = FreigegebenerBefund.objects.filter(projekt=amt.projekt, stufe=gegenstand)
        return [befund.get().pk]
    if name == "recht:unterlage":
        return ["verzeichnis", gegenstand]
    if app == "fallanalyse" and page not in ("list", "create", "vorgaben"):
        analyse = amt.analysen[gegenstand]
        if page in ("einwilligung", "widerrufen", "widerruf_irrtum"):
            return [analyse, _einwilligung(analyse)]
        if page == "team_entfernen":
            return [analyse, _mitglied(amt)]
        if page == "einladung_beenden":
            return [analyse, amt.offene_einladung.pk]
        if page in (
            "schritt",
            "zwischenstand",
            "text_pruefen",
            "anwesend",
            "vergleich",
            "fassungen",
        ):
            return [analyse, Schritt.ANLASS.value]
        if page in ("anhang", "anhang_entfernen"):
            return [analyse, _anhang(analyse)]
        if page in ("sitzung", "sitzung_protokoll"):
            return [analyse, _sitzung(analyse)]
        if page in ("fassung", "wiederherstellen"):
            # Of a step in which nobody is typing.
            return [analyse, Schritt.BEFUNDE.value, 0]
        if page == "ersetzen":
            # What stood there is not there any more: told on the page it leads back to.
            return [analyse, "0-0-1"]
        return [analyse]
    return []


def _umsetzung(vorschlag, amt):
    massnahme = Massnahme.objects.filter(kommune=amt.kommune).first()
    return Umsetzung.objects.get_or_create(vorschlag=vorschlag, massnahme=massnahme)[0].pk


def _beleg(massnahme):
    with system_context("Test"):
        return Massnahmenbeleg.objects.get(massnahme=massnahme).pk


def _eingelesene_seite(amt):
    with system_context("Test"):
        return Importdokument.objects.get(jugendamt=amt.jugendamt).pk


def _mitglied(amt):
    """Return the place of the Moderation in the team, as the page names it."""
    with system_context("Test"):
        return Teammitglied.objects.get(person=amt.rollen["moderation"].person_id).pk


def _kontakt(amt):
    with system_context("Test"):
        return Ansprechperson.objects.get(teilnahme=amt.teilnahme)


def _einwilligung(analyse):
    with system_context("Test"):
        return Einwilligung.objects.get(analyse=analyse).pk


def _sitzung(analyse):
    with system_context("Test"):
        return Sitzung.objects.get(analyse=analyse).pk


def _anhang(analyse):
    with system_context("Test"):
        return Anhang.objects.get(analyse=analyse).pk


# --- what is sent, so that whoever may do it does it ---------------------------------------------


def _nichts(amt):
    return {}


EINWILLIGUNG = {
    "personenrolle": "Vater",
    "umfang": ["akte"],
    "form": "schriftlich",
    "erteilt_am": "01.02.2026",
}
VERANSTALTUNG = {
    "version": "1",
    "art": "runder_tisch",
    "kreis": "alle",
    "titel": "Neu",
    "tag": "01.12.2026",
    "von": "9:00",
    "bis": "12:00",
}
BERICHT = {
    "titel": "Neu",
    "von": "01.01.2026",
    "bis": "30.06.2026",
    "abschnitte": ["massnahmen"],
    "version": "1",
}
FORMULARE = {
    "rolle_wechseln": lambda amt: {"rolle": str(amt.rollen["fachkraft"].pk)},
    "anmelden_in_der_seite": lambda amt: {
        "login": amt.rollen["leitung"].person.email,
        "password": "ein-langes-passwort",
    },
    "fallanalyse:create": lambda amt: {"methode": "fallreflexion", "projekt": ""},
    "bibliothek:katalog_neu": lambda amt: {"titel": f"Muster {uuid.uuid4()}", "version": "0"},
    "bibliothek:katalog_eintrag": lambda amt: {
        "name": "Tandem",
        "art": "verfahren",
        "version": "1",
    },
    "fallanalyse:methode": lambda amt: {"methode": "fischgraeten"},
    "fallanalyse:vorgaben": lambda amt: {
        f"{methode}-rechtsgrundlage": "orguntersuchung" for methode in Methode.values
    },
    "fallanalyse:team_aufnehmen": lambda amt: {"person": str(amt.rollen["kollegin"].person_id)},
    f"fallanalyse:{Uebergang.ZURUECKGEBEN}": lambda amt: {"begruendung": "Bitte kürzer."},
    f"fallanalyse:{Uebergang.FREIGEBEN}": lambda amt: {"leserkreis": Leserkreis.ASD.value},
    f"fallanalyse:{Uebergang.BESTAETIGEN}": lambda amt: dict.fromkeys(
        ("familie", "umfeld", "presse", "fachkraefte"), "on"
    ),
    "einsicht": lambda amt: {
        "kennung": amt.einsicht.kennung,
        "grund": "Eine Mutter fragt, wer gelesen hat.",
    },
    "einladung:oeffnen": lambda amt: {"code": "keiner"},
    "fallanalyse:einladungen": lambda amt: {
        "email": "neu@beispiel.test",
        "bis": timezone.localdate().isoformat(),
    },
    "fallanalyse:schritt": lambda amt: {"version": "1", "leitfrage": "Neu", "fallstatus": "ruhend"},
    "fallanalyse:zwischenstand": lambda amt: {"version": "1", "leitfrage": "Neu"},
    "fallanalyse:text_pruefen": lambda amt: {"version": "1", "leitfrage": "Neu"},
    "fallanalyse:pruefung": lambda amt: {"pruefen": "1"},
    "fallanalyse:anhaenge": lambda amt: {
        "bezeichnung": "Protokoll",
        "datei": SimpleUploadedFile("a.txt", b"Protokoll"),
    },
    "fallanalyse:wiederherstellen": lambda amt: {"version": "1"},
    "recht:loeschfristen": lambda amt: {
        f"{grundlage}-monate": "36" for grundlage in Rechtsgrundlage.values
    },
    "fallanalyse:recht_aendern": lambda amt: {"rechtsgrundlage": "orguntersuchung"},
    "fallanalyse:fristen": lambda amt: {"loeschen_datum": "01.12.2027"},
    "fallanalyse:einwilligung_neu": lambda amt: EINWILLIGUNG,
    "fallanalyse:einwilligung": lambda amt: EINWILLIGUNG,
    "fallanalyse:widerrufen": lambda amt: {"widerrufen_am": "02.02.2026"},
    "fallanalyse:loeschen": lambda amt: {
        "kennung": amt.analyse("team").kennung,
        "grund": "Die Familie hat darum gebeten.",
    },
    "kommunen:meilensteine": lambda amt: {"version": "0", "soll_swot": "01.12.2026"},
    "kommunen:rollenwechsel": lambda amt: {
        "rolle": "modell",
        "cluster": "ohne",
        "am": "01.10.2026",
    },
    "kommunen:kontakt_neu": lambda amt: {"name": "Berta Beispiel"},
    "kommunen:kontakt": lambda amt: {
        "name": "Berta Beispiel",
        "version": AnsprechpersonForm.version_of(_kontakt(amt)),
    },
    "kommunen:swot_neu": lambda amt: {"version": "1", "datum": "01.10.2026", "staerken": "Team"},
    "kommunen:swot": lambda amt: {"version": "1", "datum": "01.10.2026", "staerken": "Team"},
    "organisation:bearbeiten": lambda amt: {"version": "0", "asd_vzae": "12,5"},
    "veranstaltung:neu": lambda amt: VERANSTALTUNG,
    "veranstaltung:bearbeiten": lambda amt: VERANSTALTUNG,
    "veranstaltung:protokoll": lambda amt: {
        "version": "1",
        "protokoll": "Neu",
        **{
            f"{zeilen}-{name}_FORMS": "0"
            for zeilen in ("teilnehmende", "beschluesse", "aufgaben")
            for name in ("TOTAL", "INITIAL")
        },
    },
    "veranstaltung:aufgabe_erledigt": lambda amt: {"erledigt": "1"},
    "einlesen:create": lambda amt: {
        "text": "MODELLKOMMUNE\n\nStadt Neu\n\nwww.neu.de\n\nZentrale Themen\n\n  • Netze"
    },
    "einlesen:detail": lambda amt: {"version": "1", "kopf-kommune": "Stadt Neu"},
    "kommunen:profil_bearbeiten": lambda amt: {"version": "3", "stand": "01.01.2026"},
    "rueckmeldung:neu": lambda amt: {
        "titel": "Neu",
        "frage": "Wann?",
        "faellig_am": f"{timezone.localdate():%d.%m.%Y}",
    },
    "rueckmeldung:antwort": lambda amt: {"stand": "beantwortet", "text": "Neu", "version": "1"},
    "rueckmeldung:frist": lambda amt: {
        "faellig_am": f"{timezone.localdate():%d.%m.%Y}",
        "version": "1",
    },
    "bericht:neu": lambda amt: BERICHT,
    "bericht:bearbeiten": lambda amt: BERICHT,
    "bericht:einfrieren": lambda amt: {"version": "1"},
    "gebiete:aufloesung": lambda amt: {
        "aufgeloest": amt.kommune.name,
        "nachfolger": "Stadt Neuland, 07999",
        "am": "01.01.2030",
    },
    "gebiete:uebergabe_create": lambda amt: {
        "abgebend": amt.jugendamt.pk,
        "aufnehmend": amt.jugendamt.pk,
        "am": "01.01.2030",
        "leitung_wird": "fachkraft",
    },
    "gebiete:uebergabe": lambda amt: {"gelesen": "on"},
    "projekt:meilensteine": lambda amt: {
        "soll_swot": "01.12.2026",
        "wo": "offene",
        "cluster": "alle",
    },
    "kommunen:massnahme_create": lambda amt: {"text": "Neu", "reichweite": "kommunal"},
    "kommunen:massnahme_update": lambda amt: {
        "text": "Neu",
        "reichweite": "kommunal",
        "version": "1",
    },
    "bibliothek:umsetzen": lambda amt: {
        "version": "1",
        "text": "Tandem bei jedem Hausbesuch",
        "reichweite": "kommunal",
    },
    "bibliothek:verbinden": lambda amt: {
        "massnahme": Massnahme.objects.filter(kommune=amt.kommune).first().pk
    },
    "kommunen:beleg_neu": lambda amt: {
        "art": "datei",
        "bezeichnung": "Dienstanweisung",
        "datei": SimpleUploadedFile("a.txt", b"Dienstanweisung"),
    },
    "kommunen:wirkung": lambda amt: {
        "angewendet": "ja",
        "verbessert": "offen",
        "spuerbar": "offen",
        "text": "Im Dienstplan stehen zwei.",
    },
    "kommunen:anteil_neu": lambda amt: {"version": "1", "text": "Raum", "status": "geplant"},
    "kommunen:anteil": lambda amt: {"version": "1", "text": "Raum", "status": "begonnen"},
    "kommunen:massnahme_status": lambda amt: {
        "status": "begonnen",
        "am": "01.10.2026",
        "version": "1",
    },
}


def _person(rolle):
    return get_user_model().objects.get(pk=rolle.person_id)


def _sign_in(person, rolle=None):
    client = Client()
    client.force_login(person)
    if rolle:
        session = client.session
        session[SESSION_KEY] = str(rolle.pk)
        session.save()
    return {name: morsel.value for name, morsel in client.cookies.items()}
