"""Writing one step: the form, its autosave, its conflict, its versions."""

from django.contrib import messages
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fallanalyse import permissions
from fallanalyse.enums import Rechtsgrundlage, Schritt
from fallanalyse.forms import Schrittformular
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.bearbeitung import Zwischenstand
from fallanalyse.models.vollstaendigkeit import was_fehlt
from fallanalyse.models.vorhang import has_verdecktes, is_aussen
from fallanalyse.views.beschriftung import Beschriftung
from fallanalyse.views.funde import funde_in
from fallanalyse.views.laden import (
    KeinPlatz,
    auf_platz_geprueft,
    get_analyse,
    get_to_edit,
    record_read,
    rueckweg,
)
from fallanalyse.views.vergleich import adds_something, vergleich_page
from kinderschutz.formset_rows import wants_row, with_new_row
from kinderschutz.models import VersionVeraltet
from kommunen.organisationsumfeld import umfeld_fuer

# What helps at the beginning of a step (domain.md 3.2 and 3.3).
LEITFRAGEN = {
    Schritt.ANLASS: "Worum geht es, und was wollen Sie verstehen?",
    Schritt.BETEILIGTE: (
        "Wer gehört zum Fall? Nennen Sie nur Rollen: Kind 1, Mutter, Fachkraft A. Keine Namen, "
        "keine Geburtsdaten."
    ),
    Schritt.QUELLEN: (
        "Worauf stützen Sie sich: Akten, Protokolle, Gespräche? Lücken sind auch ein Ergebnis."
    ),
    Schritt.ZEITSTRAHL: (
        "Was geschah wann? Zählen Sie vom Fallbeginn an: Monat 3 statt eines Datums. Vier Ebenen "
        "helfen, Familie, Hilfesystem, Hilfeprozess und Einschätzungen auseinanderzuhalten."
    ),
    Schritt.GESETZ: (
        "Was sah das Gesetz vor, was geschah? Betrachtet wird die Organisation, nicht die Person. "
        "Das bleibt im Team, auch nach der Freigabe."
    ),
    Schritt.SCHLUESSELSITUATIONEN: (
        "An welchen Stellen hätte es anders kommen können, im Guten wie im Schlechten? Halten Sie "
        "auseinander, was damals zu sehen war und was Sie heute wissen."
    ),
    Schritt.EINFLUSSFAKTOREN: (
        "Was hat dazu beigetragen? Suchen Sie Bedingungen, keine Schuldigen: Aufträge, Zeit, "
        "Absprachen, Instrumente."
    ),
    Schritt.BEFUNDE: (
        "Was hat sich bewährt, was nicht? Auch gute Praxis ist ein Befund. Schreiben Sie so, dass "
        "ein anderes Jugendamt es ohne den Fall versteht."
    ),
    Schritt.EMPFEHLUNGEN: "Was folgt daraus, und für wen?",
    Schritt.RUECKKOPPLUNG: (
        "Wer beteiligt war, hört vor dem Abschluss, was Sie herausgefunden haben. Was wird "
        "berichtigt, was anders gesehen?"
    ),
    Schritt.SITZUNGEN: (
        "Welche Fragen sind offen, was wurde beschlossen, wer sieht es anders? Das bleibt im Team."
    ),
}


ANDERE_PERSON = (
    "Sie sind jetzt unter einem anderen Namen angemeldet. Dieser Text gehört der Person, die ihn "
    "geschrieben hat, und wird hier nicht gespeichert."
)
ABGESCHLOSSEN = (
    "Die Fallanalyse ist inzwischen abgeschlossen. Ihr Text ist als Zwischenstand da; öffnen Sie "
    "sie wieder, um ihn zu speichern."
)

VERDECKT = (
    "In diesem Schritt steht etwas, das noch nicht auf Wiedererkennbarkeit geprüft ist. Ihr Text "
    "ist als Zwischenstand da; speichern können Sie ihn, sobald das Team entschieden hat."
)
SELBST_VERDECKT = (
    "Im Gespeicherten steht etwas, das jemanden erkennbar machen könnte. Das Team entscheidet "
    "darüber; bis dahin sehen Sie diese Stelle nicht."
)

KEIN_PLATZ = (
    "Auf dem Server ist kein Platz mehr, es konnte nichts gespeichert werden. Ihr Text steht noch "
    "hier. Bitte lassen Sie diese Seite offen und sagen Sie Ihrer Administration Bescheid."
)
KEIN_PLATZ_STATUS = 507


@sensitive_post_parameters()
def schritt(request, pk, schritt):
    analyse = get_analyse(request, pk, lock=request.method == "POST")
    schritt = require_schritt(analyse, schritt)
    hier = reverse("fallanalyse:schritt", args=[analyse.pk, schritt])
    return bearbeite(request, analyse, schritt, page=schritt_page, hier=hier, danach=_danach)


def bearbeite(request, analyse, schritt, *, page, hier, danach):
    """
    Answer for a page on which a step is written.

    `page` renders it as schritt_page does, `hier` is its address, `danach` returns where to go
    after saving.
    """
    if is_verdeckt(analyse, schritt):
        return _verdeckt(request, analyse, schritt, hier)
    if request.method == "POST" and permissions.can_merken(request.user, analyse):
        try:
            with auf_platz_geprueft():
                return _post(request, analyse, schritt, page, hier, danach)
        except KeinPlatz:
            messages.error(request, KEIN_PLATZ)
            formular = Schrittformular(analyse, schritt, request.POST).show_as_typed()
            response = page(request, analyse, schritt, formular, sent_version(request))
            response.status_code = KEIN_PLATZ_STATUS
            return response
    if analyse.sperre and permissions.can_merken(request.user, analyse):
        messages.error(request, analyse.sperre)
        return redirect(analyse.rechtslage)
    permissions.require(permissions.can_bearbeiten(request.user, analyse))
    record_read(analyse)
    if entwurf := _zwischenstand(request.user, analyse, schritt):
        formular = Schrittformular(analyse, schritt, QueryDict(entwurf.formular)).show_as_typed()
        return page(request, analyse, schritt, formular, entwurf.version, entwurf)
    return page(request, analyse, schritt, *_gespeichert(analyse, schritt))


def is_verdeckt(analyse, schritt):
    """
    Say whether something in this step is hidden from the one who asks.

    Then she reads the rest of it and does not write: a row she cannot see she cannot answer for.
    """
    return is_aussen() and has_verdecktes(inhalte.lies(analyse, schritt))


def _verdeckt(request, analyse, schritt, hier):
    """Show what of this step was looked at; what she typed meanwhile is kept for later."""
    if request.method == "POST":
        permissions.require(permissions.can_merken(request.user, analyse))
        if "verwerfen" in request.POST:
            _zwischenstaende(request.user, analyse, schritt).delete()
            messages.success(request, "Der Zwischenstand ist verworfen.")
        elif _is_other_person(request):
            messages.error(request, ANDERE_PERSON)
        else:
            _merke(request, analyse, schritt, sent_version(request))
            messages.warning(request, VERDECKT)
        return redirect(hier)
    permissions.require(permissions.can_bearbeiten(request.user, analyse))
    record_read(analyse)
    inhalt = inhalte.lies(analyse, schritt)
    return render(
        request,
        "fallanalyse/schritt_verdeckt.html",
        {
            "analyse": analyse,
            "schritt": schritt,
            "gruppen": Beschriftung(Schrittformular(analyse, schritt), inhalt).ganz(inhalt),
            "entwurf": _zwischenstand(request.user, analyse, schritt),
            "schritte": schrittliste_of(analyse, schritt, was_fehlt(analyse)),
        },
    )


def _gespeichert(analyse, schritt):
    """
    Return (Schrittformular, version) of what is saved, both of the same moment.

    Each query sees what is committed by then. Had a colleague saved in between, the text of before
    would carry the version of after, and saving it would silently take hers back.
    """
    while True:
        formular, version = Schrittformular(analyse, schritt), analyse.version_of(schritt)
        if analyse.is_unveraendert():
            return formular, version
        analyse.refresh_from_db()
        analyse.folge_vorgabe()


def require_schritt(analyse, schritt):
    """Return the Schritt of this name: 404 if the method does not have it."""
    if schritt not in analyse.alle_schritte:
        raise Http404
    return Schritt(schritt)


def _post(request, analyse, schritt, page, hier, danach):
    """Answer her whose text is kept (can_merken)."""
    if "verwerfen" in request.POST:
        _zwischenstaende(request.user, analyse, schritt).delete()
        messages.success(request, "Der Zwischenstand ist verworfen.")
        return redirect(hier)
    version = sent_version(request)
    if _is_shut_by_the_law(request, analyse, schritt):
        messages.error(
            request, f"{analyse.freitext_sperre} Was Sie getippt haben, steht noch hier."
        )
        formular = Schrittformular(analyse, schritt, request.POST).show_shut_text()
        response = page(request, analyse, schritt, formular, version)
        response.status_code = 409
        return response
    if not analyse.is_beschreibbar and not _is_other_person(request):
        _merke(request, analyse, schritt, version)
        messages.error(request, ABGESCHLOSSEN)
        return redirect(analyse)
    formular = Schrittformular(analyse, schritt, request.POST)
    if _is_other_person(request):
        messages.error(request, ANDERE_PERSON)
        return page(request, analyse, schritt, formular.show_as_typed(), version)
    for formset, _einzahl in formular.zeilen:
        if wants_row(request.POST, formset):
            with_new_row(formset)
            return page(request, analyse, schritt, formular.show_as_typed(), version)
    if not formular.is_valid():
        _merke(request, analyse, schritt, version)
        return page(request, analyse, schritt, formular, version)
    gespeichert = f"»{schritt.label}« ist gespeichert."
    try:
        analyse.speichere_schritt(
            schritt, formular.inhalt(version), version=version, durch=request.user
        )
    except VersionVeraltet:
        if adds_something(formular, version):
            _merke(request, analyse, schritt, version)
            # The page shows what somebody else wrote.
            record_read(analyse)
            return vergleich_page(request, analyse, schritt, formular, version, status=409)
        # The same form came twice: what it says is saved already.
        _zwischenstaende(request.user, analyse, schritt).delete()
        messages.success(request, gespeichert)
    else:
        messages.success(request, rueckweg(gespeichert, analyse, schritt, version))
        if is_aussen():
            # What she typed is still in this object; what she may read of it is what comes back.
            analyse.refresh_from_db()
            if is_verdeckt(analyse, schritt):
                messages.warning(request, SELBST_VERDECKT)
    return redirect(danach(request, analyse, schritt))


def _is_shut_by_the_law(request, analyse, schritt):
    """
    Say whether something was typed that must not be kept since: a consent or an approval is gone.

    While nobody ever settled the law there was nothing to type into.
    """
    if analyse.rechtsgrundlage == Rechtsgrundlage.OFFEN or not analyse.freitext_sperre:
        return False
    return bool(analyse.sperre) or Schrittformular(analyse, schritt, request.POST).has_shut_text()


def _danach(request, analyse, schritt):
    ziel = _next(analyse, schritt) if "weiter" in request.POST else schritt
    args = [analyse.pk, ziel]
    return reverse("fallanalyse:schritt", args=args) if ziel else analyse.get_absolute_url()


def _next(analyse, schritt):
    """Return the step after this one, None after the last and after what only accompanies."""
    if schritt not in analyse.schritte:
        return None
    return next(iter(analyse.schritte[analyse.schritte.index(schritt) + 1 :]), None)


@sensitive_post_parameters()
@require_POST
def zwischenstand(request, pk, schritt):
    """
    Keep what is being typed, unchecked.

    Answers JSON: 200 {"gespeichert"}; 409 or, when the disk is full, 507 {"meldung", "url"}.
    """
    analyse = get_analyse(request, pk)
    schritt = require_schritt(analyse, schritt)
    if "schreibt" not in request.POST or _is_other_person(request):
        return _conflict(ANDERE_PERSON)
    if not permissions.can_merken(request.user, analyse):
        return _conflict(
            "Sie sind nicht mehr im Team dieser Fallanalyse. Bitte kopieren Sie, was Sie noch "
            "brauchen."
        )
    if analyse.is_freitext_gesperrt:
        return _conflict(analyse.freitext_sperre)
    version = sent_version(request)
    is_veraltet = analyse.version_of(schritt) != version
    if is_veraltet and _is_saved_already(request, analyse, schritt, version):
        return _kept()
    try:
        with auf_platz_geprueft():
            _merke(request, analyse, schritt, version)
    except KeinPlatz:
        return JsonResponse({"meldung": KEIN_PLATZ, "url": ""}, status=KEIN_PLATZ_STATUS)
    if not analyse.is_beschreibbar:
        return _conflict(ABGESCHLOSSEN)
    if is_veraltet:
        return _conflict(
            "Jemand anderes im Team hat diesen Schritt inzwischen gespeichert. Ihr Text ist als "
            "Zwischenstand da, seiner auch. Beim Speichern vergleichen Sie beide.",
            url=reverse("fallanalyse:vergleich", args=[analyse.pk, schritt]),
        )
    return _kept()


def _is_saved_already(request, analyse, schritt, version):
    """
    Say whether the same text was saved before this autosave came: as a draft it would be a ghost.

    Where there is a draft already it has to follow what is typed, also what is taken back.
    """
    if _zwischenstand(request.user, analyse, schritt):
        return False
    formular = Schrittformular(analyse, schritt, request.POST)
    return formular.is_valid() and not adds_something(formular, version)


def vergleich(request, pk, schritt):
    """Show both texts of a conflict, or save what was chosen."""
    analyse = get_to_edit(request, pk)
    schritt = require_schritt(analyse, schritt)
    entwurf = _zwischenstand(request.user, analyse, schritt)
    if entwurf is None or is_verdeckt(analyse, schritt):
        return redirect("fallanalyse:schritt", pk, schritt)
    formular = Schrittformular(analyse, schritt, QueryDict(entwurf.formular))
    if not formular.is_valid():
        messages.error(
            request, "Bitte prüfen Sie zuerst die markierten Angaben und speichern Sie noch einmal."
        )
        return redirect("fallanalyse:schritt", pk, schritt)
    record_read(analyse)
    return vergleich_page(request, analyse, schritt, formular, entwurf.version)


def schritt_page(request, analyse, schritt, formular, version, entwurf=None):
    fehlt = was_fehlt(analyse)
    return render(
        request,
        "fallanalyse/schritt.html",
        {
            "analyse": analyse,
            "schritt": schritt,
            "leitfrage": LEITFRAGEN[schritt],
            **(_around_befunde(request.user, analyse) if schritt == Schritt.BEFUNDE else {}),
            "formular": formular,
            "version": version,
            "entwurf": entwurf,
            "gesperrt": analyse.freitext_sperre,
            "schritte": schrittliste_of(analyse, schritt, fehlt),
            "fehlt": [eines for eines in fehlt if eines.schritt == schritt],
            "funde": funde_in(formular),
            "can_internes": permissions.can_internes(request.user, analyse),
        },
    )


def _around_befunde(user, analyse):
    """Return what stands beside the Befunde: the office they are about, the word of the Projekt."""
    return {
        "umfeld": umfeld_fuer(user, analyse.jugendamt_id),
        "begriff": analyse.projekt.begriff if analyse.projekt_id else "",
    }


def schrittliste_of(analyse, aktuell, fehlt):
    """Return the steps with their state, as the component `schrittliste` takes them."""
    begonnen = set(analyse.schrittstand_set.values_list("schritt", flat=True))
    unvollstaendig = {eines.schritt for eines in fehlt if eines.is_fehler}
    return [
        {
            "text": schritt.label,
            "url": f"../{schritt}/",
            "zustand": "offen"
            if schritt not in begonnen
            else "begonnen"
            if schritt in unvollstaendig
            else "vollstaendig",
            "aktuell": schritt == aktuell,
        }
        for schritt in analyse.alle_schritte
    ]


def _zwischenstaende(user, analyse, schritt):
    return analyse.zwischenstand_set.filter(schritt=schritt, person=user)


def _zwischenstand(user, analyse, schritt):
    return _zwischenstaende(user, analyse, schritt).first()


def _merke(request, analyse, schritt, version):
    """Keep the form as it was sent; free text only where the law is settled (P1)."""
    if analyse.is_freitext_gesperrt:
        return
    formular = request.POST.copy()
    formular.pop("csrfmiddlewaretoken", None)
    Zwischenstand.merke(
        analyse, schritt, durch=request.user, version=version, formular=formular.urlencode()
    )


def _is_other_person(request):
    """Say whether somebody else is signed in than the one for whom this page was made."""
    selbst = str(request.user.pk)
    return request.POST.get("schreibt", selbst) != selbst


def sent_version(request):
    """Return the version of the step on whose ground the form was filled in."""
    wert = request.POST.get("version", "")
    return int(wert) if wert.isdecimal() and len(wert) < 9 else 0


def _kept():
    return JsonResponse({"gespeichert": f"{timezone.localtime():%H:%M}"})


def _conflict(text, url=""):
    return JsonResponse({"meldung": text, "url": url}, status=409)
