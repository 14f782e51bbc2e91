"""
The access table as a test: every address × every kind of user × own and foreign object.

The table itself is in zugriffstabelle.py. What has no line there does not exist: a new address
without one fails. Every GET is also asked what it wrote, and every answer for its headers.
"""

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection, models, transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils.http import int_to_base36

from fallanalyse.enums import Freigabestufe
from kinderschutz import identity
from kinderschutz.models import Aktion
from kinderschutz.tests.welt import KANARIENVOGEL, baue_welt
from kinderschutz.tests.zugriff import (
    ANONYM,
    EIGENE,
    GET_SCHREIBT,
    WER,
    Zugriff,
    code_of,
    lies_tabelle,
    written_tables,
)
from kinderschutz.tests.zugriffstabelle import KONTO, TABELLE, VERWALTUNG

ZEILEN = lies_tabelle(TABELLE)
KONTO_ZEILEN = {
    name.strip(): (anonym.split(), angemeldet.split())
    for name, anonym, angemeldet in (line.split("|") for line in KONTO.strip().splitlines())
}
STUFEN = [
    Freigabestufe.EINGEREICHT,
    Freigabestufe.LESERKREIS,
    Freigabestufe.GEPRUEFT,
    Freigabestufe.CLUSTER,
    Freigabestufe.PROJEKT,
    Freigabestufe.LAND,
]


@pytest.fixture(scope="module")
def zugriff(django_db_setup, django_db_blocker):
    """One world for all lines: every request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Zugriff(*baue_welt(STUFEN))
        transaction.set_rollback(True)


@pytest.fixture
def first_line_only(monkeypatch):
    """
    Let the database show everything to every request: what is refused then, `visible_to` refuses.

    That the database refuses it as well is proved in test_row_protection.py.
    """
    tell_database = identity.tell_database

    def tell_and_open(person_id, rolle):
        tell_database(person_id, rolle)
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {settings.SYSTEM_ROLE}")

    monkeypatch.setattr(identity, "tell_database", tell_and_open)


def url_names(resolver=None, prefix=""):
    """Yield the name of every address there is, with its namespaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from url_names(pattern, prefix + namespace)


def check_headers(response, wer):
    assert response["Content-Security-Policy"].count("'self'") >= 5
    assert response["X-Frame-Options"] == "DENY"
    if wer != ANONYM and response.status_code < 500:
        assert response["Cache-Control"] == "no-store"


def newly_written(before):
    """Return the tables written since, also those that only a trigger writes."""
    return {table for table, count in written_tables().items() if count != before.get(table, 0)}


class TestTable:
    @pytest.mark.parametrize("zeile", ZEILEN, ids=str)
    def test_everybody_gets_what_the_line_says(self, db, zugriff, zeile):
        codes = []
        before = written_tables()
        for wer in WER:
            response = zugriff.antwort(wer, zeile)
            codes.append(code_of(response))
            check_headers(response, wer)
        if zeile.weg == "GET":
            assert newly_written(before) <= GET_SCHREIBT

        assert dict(zip(WER, codes, strict=True)) == dict(zip(WER, zeile.codes, strict=True))

    @pytest.mark.parametrize("zeile", [z for z in ZEILEN if z.fremd != "–"], ids=str)
    def test_what_belongs_to_others_stays_theirs(self, db, zugriff, first_line_only, zeile):
        signed_in = [wer for wer in EIGENE if wer != ANONYM]

        codes = {wer: code_of(zugriff.antwort(wer, zeile, fremd=True)) for wer in signed_in}

        assert codes == dict.fromkeys(signed_in, zeile.fremd)

    @pytest.mark.parametrize(
        "zeile", [z for z in ZEILEN if z.name == "fallanalyse:detail"], ids=str
    )
    def test_team_and_readers_are_chosen_by_the_first_line(
        self, db, zugriff, first_line_only, zeile
    ):
        codes = [code_of(zugriff.antwort(wer, zeile)) for wer in WER]

        assert dict(zip(WER, codes, strict=True)) == dict(zip(WER, zeile.codes, strict=True))

    def test_every_address_has_a_line(self):
        named = {name for name in url_names() if not name.startswith("admin:")}
        assert {zeile.name for zeile in ZEILEN} | set(KONTO_ZEILEN) == named

    def test_every_line_that_reads_or_writes_an_object_names_the_foreign_answer(self):
        for zeile in ZEILEN:
            try:
                reverse(zeile.name)
            except NoReverseMatch:
                of_nobody = zeile.name.startswith(
                    ("bibliothek:katalog_", "recht:", "gebiete:", "cluster:fortschritt_ausgabe")
                )
                assert zeile.fremd in (("–",) if of_nobody else ("404", "ja")), zeile
            else:
                assert zeile.fremd == "–", zeile

    def test_what_is_foreign_is_public_or_not_there(self):
        """404, not 403: whoever asks for a foreign object must not learn that it exists."""
        public = {zeile.name for zeile in ZEILEN if zeile.fremd == "ja"}
        assert public == {
            *("kommunen:detail", "kommunen:altersstruktur", "cluster:detail", "cluster:pdf"),
            *("projekt:detail", "netzwerk:detail"),
        }

    def test_no_line_lets_the_anonymous_do_anything_but_sign_in(self):
        posts = {zeile.name for zeile in ZEILEN if zeile.weg == "POST" and zeile.codes[0] == "ja"}
        # Who is invited has no account yet; without the code of a letter nothing happens.
        assert posts == {"anmelden_in_der_seite", "einladung:oeffnen", "einladung:annehmen"}


class TestReadsAreKept:
    """Whatever page shows a word of a case leaves a row that says so."""

    @pytest.mark.parametrize(
        "zeile", [z for z in ZEILEN if z.name.startswith("fallanalyse:")], ids=str
    )
    @pytest.mark.parametrize("wer", ["fachkraft", "leitung", "kollegin"])
    def test_by_every_page_of_an_analysis(self, db, zugriff, zeile, wer):
        if zeile.codes[WER.index(wer)] not in ("ja", "409"):
            return
        response, entries = zugriff.antwort_mit_protokoll(wer, zeile)

        if KANARIENVOGEL in response.content.decode():
            kinds = {entry.aktion for entry in entries}
            assert kinds & {Aktion.GELESEN, Aktion.GEAENDERT}
            assert {entry.kette for entry in entries} == {str(zugriff.eigenes.jugendamt.pk)}

    def test_and_there_are_such_pages(self, db, zugriff):
        zeile = next(z for z in ZEILEN if str(z) == "fallanalyse:detail GET team")
        response, entries = zugriff.antwort_mit_protokoll("fachkraft", zeile)

        assert KANARIENVOGEL in response.content.decode()
        assert [entry.aktion for entry in entries] == [Aktion.GELESEN]


class TestKonto:
    def url_of(self, name, zugriff):
        keys = {
            "account_confirm_email": ["x-y"],
            # Of somebody there is, with a key that was never given out.
            "account_reset_password_from_key": [
                int_to_base36(zugriff.eigenes.ohne_rolle.pk),
                "x-y",
            ],
        }
        try:
            return reverse(name)
        except NoReverseMatch:
            return reverse(name, args=keys.get(name, [1]))

    @pytest.mark.parametrize("name", KONTO_ZEILEN)
    def test_is_the_same_for_every_rolle(self, db, zugriff, name):
        anonym, angemeldet = KONTO_ZEILEN[name]
        # Nothing below /konto/ asks for the Rolle: some of them stand for all.
        for wer in (ANONYM, "ohne_rolle", "fachkraft", "administration"):
            client = zugriff.browser(wer)
            before = written_tables()
            with transaction.atomic():
                read = client.get(self.url_of(name, zugriff))
                assert newly_written(before) <= GET_SCHREIBT
                sent = client.post(self.url_of(name, zugriff))
                transaction.set_rollback(True)

            expected = anonym if wer == ANONYM else angemeldet
            assert [code_of(read), code_of(sent)] == expected, wer
            check_headers(read, wer)


class TestVerwaltung:
    """One rule for all its addresses: for everybody but the Administration it is not there."""

    UUID = "00000000-0000-0000-0000-000000000000"

    def urls(self):
        yield from ("/verwaltung/", "/verwaltung/kommunen/", "/verwaltung/gibt/es/nicht/")
        yield from map(reverse, ("admin:logout", "admin:password_change", "admin:jsi18n"))
        for model in admin.site._registry:
            page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield reverse(f"{page}_changelist")
            yield reverse(f"{page}_add")
            key = self.UUID if isinstance(model._meta.pk, models.UUIDField) else 1
            for name in ("change", "delete", "history"):
                yield reverse(f"{page}_{name}", args=[key])

    def code(self, client, method, url):
        with transaction.atomic():
            response = getattr(client, method)(url)
            transaction.set_rollback(True)
        return code_of(response)

    @pytest.mark.parametrize("wer", [ANONYM, "leitung"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_shut_at_every_address(self, db, zugriff, wer, method):
        client = zugriff.browser(wer)
        codes = {url: self.code(client, method, url) for url in self.urls()}
        assert codes == dict.fromkeys(self.urls(), VERWALTUNG.get(wer, VERWALTUNG["alle anderen"]))

    @pytest.mark.parametrize("wer", WER)
    def test_opens_for_the_administration_only(self, db, zugriff, wer):
        expected = VERWALTUNG.get(wer, VERWALTUNG["alle anderen"])
        for url in ("/verwaltung/", "/verwaltung/kommunen/rolle/"):
            assert self.code(zugriff.browser(wer), "get", url) == expected

    def test_shows_all_lists_to_the_administration_without_writing(self, db, zugriff):
        before = written_tables()
        for url in self.urls():
            code = self.code(zugriff.browser("administration"), "get", url)
            assert code in ("ja", "404", "403", "405"), url
        assert newly_written(before) <= GET_SCHREIBT
