"""Two analyses of the same Jugendamt side by side: what was so then as well, and what is new?"""

from django.shortcuts import render

from fallanalyse.models import Fallanalyse
from fallanalyse.views.analyse import lesefassung
from fallanalyse.views.laden import get_analyse, record_read

# So many are offered without a search.
NEUESTE = 12


def daneben(request, pk):
    """Show both, or offer the others she may read; `?kennung=` finds one by its code."""
    analyse = get_analyse(request, pk)
    andere = Fallanalyse.objects.visible_to(request.user).exclude(pk=pk)
    kennung = request.GET.get("kennung", "").strip().upper()
    daneben = andere.filter(kennung=kennung).first() if kennung else None
    for eine in (analyse, daneben):
        if eine is not None:
            record_read(eine)
    return render(
        request,
        "fallanalyse/daneben.html",
        {
            "analyse": analyse,
            "kennung": kennung,
            "daneben": daneben,
            "angebot": [] if daneben else andere.for_list()[:NEUESTE],
            "abschnitte": _abschnitte(request.user, analyse, daneben) if daneben else [],
        },
    )


def _abschnitte(user, *analysen):
    """Return (heading, what each of the two says under it)."""
    rows = Fallanalyse.objects.visible_to(user).with_teile()
    ganze = rows.in_bulk([eine.pk for eine in analysen])
    paar = [(ganze[eine.pk], lesefassung(ganze[eine.pk])) for eine in analysen]
    return [
        ("Leitfrage", [[{"text": analyse.leitfrage}] for analyse, _teile in paar]),
        (
            "Schlüsselsituationen",
            [
                [
                    {
                        "titel": zeile["situation"].titel,
                        "strittig": zeile["situation"].strittig,
                        "text": zeile["situation"].bedeutung,
                    }
                    for zeile in teile["situationen"]
                ]
                for _analyse, teile in paar
            ],
        ),
        (
            "Einflussfaktoren",
            [
                [
                    {
                        "text": faktor.text,
                        "vorzeile": (
                            f"{faktor.get_ebene_display()}, {faktor.get_richtung_display()}"
                        ),
                    }
                    for faktor in teile["faktoren"]
                ]
                for _analyse, teile in paar
            ],
        ),
        (
            "Befunde",
            [
                [
                    {
                        "titel": zeile["befund"].titel,
                        "vorzeile": zeile["befund"].get_art_display(),
                        "bewaehrt": zeile["befund"].bewaehrt,
                        "text": zeile["befund"].text,
                    }
                    for zeile in teile["befunde"]
                ]
                for _analyse, teile in paar
            ],
        ),
        (
            "Empfehlungen",
            [
                [
                    {"text": vorschlag.text, "vorzeile": vorschlag.get_adressat_display()}
                    for vorschlag in teile["vorschlaege"]
                ]
                for _analyse, teile in paar
            ],
        ),
    ]
