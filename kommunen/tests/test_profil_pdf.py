"""A published profile as PDF: tagged, in German, its fonts inside, one page; and a whole cluster."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from kinderschutz import pdf
from kommunen.enums import Profilabschnitt
from kommunen.tests.factories import ProfilFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profil():
    profil = ProfilFactory(
        veroeffentlicht=True,
        teilnahme__modell=True,
        teilnahme__kommune__name="Stadt Bad Kreuznach",
        teilnahme__kommune__website="www.bad-kreuznach.de",
    )
    profil.setze_inhalt(
        {
            Profilabschnitt.TEILNEHMENDE: [],
            Profilabschnitt.THEMEN: ["Kindeswohl*", ("Für alle:", True), "Punkt\n- unter"],
            Profilabschnitt.PLAN_KOMMUNAL: ["Leitbild <b>"],
            Profilabschnitt.FUSSNOTE: [("* Der Kronberger Kreis", True)],
        }
    )
    return profil


def url(profil):
    teilnahme = profil.teilnahme
    return reverse("kommunen:profil_pdf", args=[teilnahme.kommune.slug, teilnahme.projekt.slug])


def read(response):
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def test_is_one_tagged_page_in_german_with_its_fonts(client, profil):
    reader, seite = read(client.get(url(profil)))

    root = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Profil Stadt Bad Kreuznach"
    fonts = {
        font.get_object()["/BaseFont"]
        for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()
    }
    assert all("Fira" in font for font in fonts)
    for stelle in (
        "Modellkommune",
        "Stadt Bad Kreuznach",
        "www.bad-kreuznach.de",
        "keine Angabe",
        "Leitbild <b>",
        "* Der Kronberger Kreis",
        "Stand des Profils: 30.11.2010",
    ):
        assert stelle in seite


def test_what_is_not_published_has_none(client, login_as):
    entwurf = ProfilFactory()
    login_as("leitung", jugendamt=entwurf.teilnahme.jugendamt)

    assert client.get(url(entwurf)).status_code == 404


def test_the_cluster_begins_with_who_works_together(client, profil):
    partner = TeilnahmeFactory(
        kommune__name="Stadt Ludwigshafen am Rhein",
        projekt=profil.teilnahme.projekt,
        cluster=profil.teilnahme.cluster,
    )

    reader, text = read(client.get(f"{profil.teilnahme.cluster.get_absolute_url()}pdf/"))

    assert len(reader.pages) == 2
    assert "Noch kein Profil veröffentlicht: Stadt Ludwigshafen am Rhein" in text
    assert partner.kommune.name in reader.pages[1].extract_text()


def test_is_made_once_for_the_same_text(client, profil, monkeypatch):
    erstes = client.get(url(profil)).content
    monkeypatch.setattr(pdf, "pdf", lambda html: b"neu")

    assert client.get(url(profil)).content == erstes

    profil.setze_inhalt({Profilabschnitt.THEMEN: ["anders"]})
    assert client.get(url(profil)).content == b"neu"


def test_a_server_without_the_libraries_says_so(client, profil, monkeypatch):
    def refuse(html):
        raise pdf.PdfNichtMoeglich("PDF gibt es hier gerade nicht.")

    monkeypatch.setattr(pdf, "pdf", refuse)

    antwort = client.get(url(profil), follow=True)

    assert "PDF gibt es hier gerade nicht" in antwort.content.decode()


def test_queries_of_a_cluster_depend_on_its_kommunen_only(
    client, profil, django_assert_max_num_queries
):
    for _ in range(3):
        teilnahme = TeilnahmeFactory(
            projekt=profil.teilnahme.projekt, cluster=profil.teilnahme.cluster
        )
        ProfilFactory(teilnahme=teilnahme, veroeffentlicht=True)
    adresse = f"{profil.teilnahme.cluster.get_absolute_url()}pdf/"
    client.get(adresse)

    # Four of the frame, and at most two per Kommune for its age structure.
    with django_assert_max_num_queries(14):
        client.get(adresse)
