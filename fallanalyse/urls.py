from django.urls import path

from fallanalyse.enums import Uebergang
from fallanalyse.views import (
    analyse,
    anhaenge,
    anwesenheit,
    daneben,
    einladung,
    einwilligung,
    ergebnisblatt,
    festlegen,
    fischgraeten,
    gelesen,
    liste,
    methode,
    pruefung,
    recht,
    schritt,
    sitzung,
    versionen,
    vorschau,
    zeitstrahl,
)
from fallanalyse.views.bestaetigen import BestaetigenView
from fallanalyse.views.uebergang import UebergangView

app_name = "fallanalyse"

# A transition with a page of its own.
SEITEN = {Uebergang.BESTAETIGEN: BestaetigenView}

urlpatterns = [
    path("", liste.FallanalyseListView.as_view(), name="list"),
    path("neu/", liste.FallanalyseCreateView.as_view(), name="create"),
    path("rechtsgrundlagen/", festlegen.VorgabenView.as_view(), name="vorgaben"),
    path("<uuid:pk>/", analyse.detail, name="detail"),
    path("<uuid:pk>/rechtsgrundlage/", recht.rechtsgrundlage, name="rechtsgrundlage"),
    path("<uuid:pk>/rechtsgrundlage/aendern/", recht.aendern, name="recht_aendern"),
    path("<uuid:pk>/rechtsgrundlage/angaben/", recht.angaben, name="recht_angaben"),
    path("<uuid:pk>/rechtsgrundlage/fristen/", recht.fristen, name="fristen"),
    path("<uuid:pk>/rechtsgrundlage/loeschen/", recht.loeschen, name="loeschen"),
    path("<uuid:pk>/einwilligungen/neu/", einwilligung.neu, name="einwilligung_neu"),
    path(
        "<uuid:pk>/einwilligungen/<uuid:einwilligung>/",
        einwilligung.berichtigen,
        name="einwilligung",
    ),
    path(
        "<uuid:pk>/einwilligungen/<uuid:einwilligung>/widerrufen/",
        einwilligung.widerrufen,
        name="widerrufen",
    ),
    path(
        "<uuid:pk>/einwilligungen/<uuid:einwilligung>/widerruf-zuruecknehmen/",
        einwilligung.widerruf_zuruecknehmen,
        name="widerruf_irrtum",
    ),
    path("<uuid:pk>/zeitstrahl/", zeitstrahl.zeitstrahl, name="zeitstrahl"),
    path("<uuid:pk>/fischgraeten/", fischgraeten.fischgraeten, name="fischgraeten"),
    path("<uuid:pk>/ergebnisblatt/", ergebnisblatt.ergebnisblatt, name="ergebnisblatt"),
    path("<uuid:pk>/daneben/", daneben.daneben, name="daneben"),
    path("<uuid:pk>/methode/", methode.methode, name="methode"),
    path("<uuid:pk>/team/", analyse.team_aufnehmen, name="team_aufnehmen"),
    path(
        "<uuid:pk>/team/<uuid:mitglied>/entfernen/", analyse.team_entfernen, name="team_entfernen"
    ),
    path("<uuid:pk>/vorschau/", vorschau.vorschau, name="vorschau"),
    path("<uuid:pk>/gelesen/", gelesen.gelesen, name="gelesen"),
    path("<uuid:pk>/einladungen/", einladung.EinladungenView.as_view(), name="einladungen"),
    path(
        "<uuid:pk>/einladungen/<uuid:einladung>/beenden/",
        einladung.beenden,
        name="einladung_beenden",
    ),
    *(
        path(
            f"<uuid:pk>/{uebergang}/",
            SEITEN.get(uebergang, UebergangView).as_view(uebergang=uebergang),
            name=uebergang,
        )
        for uebergang in Uebergang
    ),
    path("<uuid:pk>/pruefung/", pruefung.pruefung, name="pruefung"),
    path("<uuid:pk>/pruefung/<slug:treffer>/ersetzen/", pruefung.ersetzen, name="ersetzen"),
    path("<uuid:pk>/schritt/<slug:schritt>/", schritt.schritt, name="schritt"),
    path(
        "<uuid:pk>/schritt/<slug:schritt>/zwischenstand/",
        schritt.zwischenstand,
        name="zwischenstand",
    ),
    path("<uuid:pk>/schritt/<slug:schritt>/pruefen/", pruefung.text_pruefen, name="text_pruefen"),
    path("<uuid:pk>/schritt/<slug:schritt>/anwesend/", anwesenheit.anwesend, name="anwesend"),
    path("<uuid:pk>/schritt/<slug:schritt>/vergleich/", schritt.vergleich, name="vergleich"),
    path("<uuid:pk>/schritt/<slug:schritt>/fassungen/", versionen.fassungen, name="fassungen"),
    path(
        "<uuid:pk>/schritt/<slug:schritt>/fassungen/<int:version>/",
        versionen.fassung,
        name="fassung",
    ),
    path(
        "<uuid:pk>/schritt/<slug:schritt>/fassungen/<int:version>/wiederherstellen/",
        versionen.wiederherstellen,
        name="wiederherstellen",
    ),
    path("<uuid:pk>/sitzung/beginnen/", sitzung.beginnen, name="sitzung_beginnen"),
    path("<uuid:pk>/sitzung/befunde/", sitzung.befunde, name="sitzung_befunde"),
    path("<uuid:pk>/sitzung/<uuid:sitzung>/", sitzung.sitzung, name="sitzung"),
    path(
        "<uuid:pk>/sitzung/<uuid:sitzung>/protokoll/", sitzung.protokoll, name="sitzung_protokoll"
    ),
    path("<uuid:pk>/anhaenge/", anhaenge.anhaenge, name="anhaenge"),
    path("<uuid:pk>/anhaenge/<uuid:anhang>/", anhaenge.anhang, name="anhang"),
    path(
        "<uuid:pk>/anhaenge/<uuid:anhang>/entfernen/",
        anhaenge.anhang_entfernen,
        name="anhang_entfernen",
    ),
]
