"""A consent is withdrawn while the analysis is released, on two connections."""

import pytest
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Rechtsgrundlage
from fallanalyse.models import Einwilligung, FreigegebenerBefund, Rechtslage
from fallanalyse.tests.factories import amt_im_cluster
from fallanalyse.tests.recht import frisch, setze, willige_ein
from fallanalyse.tests.zugleich import Zugleich, clients_of, warte_auf_sperre
from kinderschutz.system_context import system_context
from kommunen.stichtag import abweichungen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("stufe", "uebergang", "daten"),
    [
        (Freigabestufe.EINGEREICHT, "freigeben", {"leserkreis": "asd"}),
        (Freigabestufe.GEPRUEFT, "freigeben_cluster", {}),
    ],
)
@pytest.mark.parametrize("zuerst", ["freigeben", "widerrufen"])
def test_nothing_stays_released_whoever_was_faster(stufe, uebergang, daten, zuerst):
    eines = amt_im_cluster()
    analyse = eines.analyse(stufe)
    setze(analyse, Rechtsgrundlage.EINWILLIGUNG)
    eine = willige_ein(analyse, eines)
    clients = clients_of(eines, "leitung", "fachkraft")
    url = {
        "freigeben": reverse(f"fallanalyse:{uebergang}", args=[analyse.pk]),
        "widerrufen": reverse("fallanalyse:widerrufen", args=[analyse.pk, eine.pk]),
    }
    tun = {
        "freigeben": lambda: clients["leitung"].post(url["freigeben"], daten),
        "widerrufen": lambda: clients["fachkraft"].post(
            url["widerrufen"], {"widerrufen_am": "01.02.2026"}
        ),
    }
    zugleich = Zugleich()
    with system_context("Test"):
        Rechtslage.objects.select_for_update().get(analyse=analyse)
        for anzahl, was in enumerate([zuerst, *({*tun} - {zuerst})], 1):
            zugleich.starte(was, tun[was])
            warte_auf_sperre(anzahl)
    antworten = zugleich.ende()

    assert {antwort.status_code for antwort in antworten.values()} == {302}
    assert frisch(analyse).freigabestufe == Freigabestufe.ZURUECKGEZOGEN
    with system_context("Test"):
        assert Einwilligung.objects.get().widerrufen_am
        assert not FreigegebenerBefund.objects.exists()
        assert list(abweichungen()) == []
