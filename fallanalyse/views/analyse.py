"""Reading one analysis, and its team."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fallanalyse import permissions
from fallanalyse.enums import Ebene, Perspektive, Uebergang
from fallanalyse.forms import STRITTIG, TeammitgliedForm
from fallanalyse.markierung import Markierung
from fallanalyse.models import Einladung, Fallanalyse, Teammitglied
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.views.laden import get_analyse, record_read
from fallanalyse.views.recht import verschlossen_oder_404
from fallanalyse.workflow import IN_DER_BIBLIOTHEK
from kommunen.models import Rolle


def detail(request, pk):
    analyse = Fallanalyse.objects.visible_to(request.user).with_teile().filter(pk=pk).first()
    if analyse is None:
        return verschlossen_oder_404(request, pk)
    analyse.folge_vorgabe()
    record_read(analyse)
    is_im_team = permissions.can_fassungen(request.user, analyse)
    can_bearbeiten = permissions.can_bearbeiten(request.user, analyse)
    can_team_aendern = permissions.can_team_aendern(request.user, analyse)
    can_internes = permissions.can_internes(request.user, analyse)
    can_entscheiden = permissions.can_entscheiden(request.user, analyse)
    pruefung = analyse.pruefung() if can_internes else None
    markierung = pruefung and Markierung(analyse, pruefung, mit_wegen=can_entscheiden)
    fehlt = was_fehlt(analyse) if can_bearbeiten else []
    return render(
        request,
        "fallanalyse/fallanalyse_detail.html",
        {
            "analyse": analyse,
            "teile": lesefassung(analyse, markierung) | (nur_team(analyse) if is_im_team else {}),
            "is_im_team": is_im_team,
            "can_internes": can_internes,
            "can_entscheiden": can_entscheiden,
            "offene_treffer": pruefung.offen if can_entscheiden else (0, 0),
            "can_bearbeiten": can_bearbeiten,
            "uebergaenge": permissions.uebergaenge_for(request.user, analyse),
            # What goes back stands apart from what goes on.
            "zurueck": [
                Uebergang.ZURUECKGEBEN,
                Uebergang.ZURUECKZIEHEN,
                Uebergang.WIEDER_OEFFNEN,
            ],
            "fehler": [eines for eines in fehlt if eines.is_fehler],
            "hinweise": [eines for eines in fehlt if not eines.is_fehler],
            "wege": analyse.wege.for_page(),
            "in_der_bibliothek": analyse.freigabestufe in IN_DER_BIBLIOTHEK,
            "wechsel": _verlauf(
                analyse, mit_begruendung=permissions.can_begruendungen(request.user, analyse)
            ),
            "can_team_aendern": can_team_aendern,
            "can_gelesen": permissions.can_gelesen(request.user, analyse),
            "can_einladungen": permissions.can_einladungen(request.user, analyse),
            "can_recht_lesen": is_im_team or permissions.can_recht(request.user),
            "team_form": _team_form(_kandidaten(request.user, analyse))
            if can_team_aendern
            else None,
        },
    )


def lesefassung(analyse, markierung=None):
    """
    Return the parts as every reader may see them; labels are looked up once, not per row.

    `markierung` marks in their texts what the gate found there, for who decides about it.

    What another method than the present one asked for is among them: it is still said.
    """
    ebenen, perspektiven = dict(Ebene.choices), dict(Perspektive.choices)
    order = {wert: nummer for nummer, wert in enumerate(Perspektive.values)}
    situationen = _sorted(analyse.schluesselsituation_set.all())
    nummer_of = {situation.pk: nummer for nummer, situation in enumerate(situationen, 1)}
    faktoren = _sorted(analyse.einflussfaktor_set.all())
    personen = _sorted(analyse.personenrolle_set.all())
    quellen = _sorted(analyse.quelle_set.all())
    name_of = {person.pk: person.kuerzel for person in personen}
    name_of |= {quelle.pk: f"Quelle {nummer}" for nummer, quelle in enumerate(quellen, 1)}
    name_of |= {faktor.pk: f"Einflussfaktor {nummer}" for nummer, faktor in enumerate(faktoren, 1)}
    name_of |= {
        situation.pk: f"Schlüsselsituation {nummer_of[situation.pk]}{STRITTIG[situation.strittig]}"
        for situation in situationen
    }

    def namen(keys):
        # A key whose row is gone says nothing any more.
        return [name_of[key] for key in keys if key in name_of]

    return {
        "markierung": markierung,
        "personen": personen,
        "quellen": quellen,
        "ereignisse": [
            {
                "ereignis": ereignis,
                "ebene": ebenen[ereignis.ebene],
                "beteiligte": namen(ereignis.beteiligte),
                "bekannt_wem": namen(ereignis.bekannt_wem),
                "quellen": namen(ereignis.quellen),
            }
            for ereignis in sorted(
                analyse.ereignis_set.all(),
                key=lambda eines: (eines.lage is None, eines.lage or 0, eines.reihenfolge),
            )
        ],
        "situationen": [
            {
                "situation": situation,
                "name": f"Schlüsselsituation {nummer_of[situation.pk]}",
                "sichten": [
                    {"sicht": sicht, "perspektive": perspektiven[sicht.perspektive]}
                    for sicht in sorted(
                        situation.sichten.all(), key=lambda eine: order[eine.perspektive]
                    )
                ],
            }
            for situation in situationen
        ],
        "faktoren": faktoren,
        "befunde": [
            {
                "befund": befund,
                "belege": namen(
                    beleg.schluesselsituation_id or beleg.einflussfaktor_id or beleg.quelle_id
                    for beleg in _sorted(befund.belege.all())
                ),
            }
            for befund in _sorted(analyse.befund_set.all())
        ],
        "vorschlaege": _sorted(analyse.empfehlungsvorschlag_set.all()),
        "rueckkopplungen": _sorted(analyse.rueckkopplung_set.all()),
    }


def nur_team(analyse):
    """Return the parts that stay with the team whatever the Freigabestufe (workflow.NUR_TEAM)."""
    return {
        "gesetz": list(analyse.gesetzesschritt_set.order_by("reihenfolge")),
        "sitzungen": list(analyse.sitzung_set.order_by("-datum", "-reihenfolge")),
    }


def _sorted(rows):
    return sorted(rows, key=lambda row: (row.reihenfolge, str(row.pk)))


def _verlauf(analyse, *, mit_begruendung):
    """Return the transitions, newest first. They name the Rolle of the step, not a person."""
    uebergaenge = dict(Uebergang.choices)
    return [
        {
            "am": wechsel.am,
            "was": uebergaenge[wechsel.uebergang],
            "begruendung": wechsel.begruendung if mit_begruendung else "",
        }
        for wechsel in analyse.wechsel_set.order_by("-am")
    ]


def _kandidaten(user, analyse):
    """Return the Rollen the team can take in, by person: own Jugendamt, or moderating here."""
    im_team = {mitglied.person_id for mitglied in analyse.team.all()}
    rollen = (
        Rolle.objects.visible_to(user)
        .gueltig()
        .filter(permissions.q_teamfaehig(analyse), jugendamt=analyse.jugendamt_id)
        .exclude(person__in=im_team)
        .select_related("person")
        .order_by("person__name", "person", "art")
    )
    return {str(rolle.person_id): rolle for rolle in rollen}


def _team_form(kandidaten, data=None):
    personen = [(key, rolle.person.name) for key, rolle in kandidaten.items()]
    return TeammitgliedForm(data, personen=personen)


def _get_for_team(request, pk):
    """Return the analysis, locked: 404 if not visible, 403 if its team is not hers to change."""
    analyse = get_analyse(request, pk, lock=True)
    permissions.require(permissions.can_team_aendern(request.user, analyse))
    return analyse


@require_POST
def team_aufnehmen(request, pk):
    analyse = _get_for_team(request, pk)
    kandidaten = _kandidaten(request.user, analyse)
    form = _team_form(kandidaten, request.POST)
    if form.is_valid():
        rolle = kandidaten[form.cleaned_data["person"]]
        analyse.nimm_ins_team(rolle.person, permissions.funktion_of(rolle))
        messages.success(request, f"{rolle.person.name} ist jetzt im Team.")
    else:
        messages.error(request, "Bitte wählen Sie eine Person Ihres Jugendamts aus der Liste.")
    return redirect(analyse)


@require_POST
def team_entfernen(request, pk, mitglied):
    analyse = _get_for_team(request, pk)
    eines = get_object_or_404(
        Teammitglied.objects.visible_to(request.user), analyse=analyse, pk=mitglied
    )
    if analyse.team.count() == 1:
        messages.error(request, "Ein Team braucht mindestens eine Person.")
        return redirect(analyse)
    eines.delete()
    Einladung.beende_zugang(analyse, eines.person)
    messages.success(request, f"{eines.person.name} ist nicht mehr im Team.")
    return redirect("fallanalyse:list" if eines.person_id == request.user.pk else analyse)
