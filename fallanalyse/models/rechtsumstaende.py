"""Choosing rows of the law, and what of the rest of an analysis the law asks for."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property

from fallanalyse.enums import Funktion, Rechtsgrundlage
from fallanalyse.models import rechtsbedingungen
from fallanalyse.models.team import Teammitglied
from kinderschutz.identity import rolle_of
from kommunen.enums import Rollenart


class Umstaende:
    """What of the rest of an analysis its law asks for: no content. Each is asked when needed."""

    def __init__(self, analyse, **bekannt):
        self.analyse = analyse
        # A cached property is found here first.
        self.__dict__.update(bekannt)

    @cached_property
    def einwilligungen(self):
        return _einwilligungen([self.analyse]).get(self.analyse, [])

    @cached_property
    def quellenarten(self):
        return _quellenarten([self.analyse]).get(self.analyse, set())

    @cached_property
    def mit_moderation(self):
        return self.analyse in _mit_moderation([self.analyse])


class RechtslageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of one's own teams; all of the Jugendamt for who answers for the law."""
        rolle = rolle_of(user)
        if rolle is None or rolle.jugendamt_id is None:
            return self.none()
        eigene = self.filter(jugendamt_id=rolle.jugendamt_id)
        if rolle.art in (Rollenart.LEITUNG, Rollenart.DATENSCHUTZ):
            return eigene
        im_team = eigene.filter(
            analyse__in=Teammitglied.objects.filter(person=user).values("analyse")
        )
        if rolle.art == Rollenart.FACHKRAFT:
            return im_team
        if rolle.art == Rollenart.MODERATION:
            return im_team.filter(analyse=rolle.analyse)
        return self.none()

    def verschlossen(self, *, auch_fuer_die_leitung=False):
        """Choose those whose analysis nobody reads any more, or nobody but the Leitung."""
        vorgemerkt = Q(vorgemerkt_am__isnull=False)
        if auch_fuer_die_leitung:
            return self.filter(vorgemerkt)
        abgelaufen = Q(
            rechtsgrundlage=Rechtsgrundlage.FORSCHUNG75, verarbeitung_bis__lt=timezone.localdate()
        )
        return self.filter(vorgemerkt | abgelaufen)

    def faellig(self, am=None):
        """Choose what is to be deleted on this day (default: today)."""
        return self.filter(
            Q(loeschen_datum__lte=am or timezone.localdate()) | Q(vorgemerkt_am__isnull=False)
        )

    def mit_luecken(self):
        """Choose those of which the law asks more than is there; see rechtsbedingungen."""
        einwilligung = apps.get_model("fallanalyse.Einwilligung")
        eigene = einwilligung.objects.filter(analyse=OuterRef("analyse"))
        luecken = (
            Q(rechtsgrundlage=Rechtsgrundlage.A79A2)
            & (Q(dritte_institution=None, dritte_text="") | Q(beauftragt_am=None))
            | Q(rechtsgrundlage=Rechtsgrundlage.EINWILLIGUNG)
            & (~Exists(eigene) | Exists(eigene.filter(widerrufen_am__isnull=False)))
            | Q(rechtsgrundlage=Rechtsgrundlage.FORSCHUNG75)
            & (
                Q(verarbeitung_bis=None)
                | Q(verarbeitung_bis__lt=timezone.localdate())
                | Q(genehmigt_am=None)
                | Q(genehmigung_behoerde="")
                | Q(genehmigung_dritter="")
                | Q(genehmigung_daten="")
                | Q(genehmigung_personenkreis="")
                | Q(genehmigung_vorhaben="")
            )
        )
        return self.filter(luecken, vorgemerkt_am=None)


def umstaende_of(analysen):
    """Return the Umstaende of these analyses by their key, in a fixed number of queries."""
    einwilligungen, arten = _einwilligungen(analysen), _quellenarten(analysen)
    moderation = _mit_moderation(analysen)
    return {
        pk: Umstaende(
            pk,
            einwilligungen=einwilligungen.get(pk, []),
            quellenarten=arten.get(pk, set()),
            mit_moderation=pk in moderation,
        )
        for pk in analysen
    }


def _einwilligungen(analysen):
    rows = apps.get_model("fallanalyse.Einwilligung").objects.filter(analyse__in=analysen)
    je_analyse = {}
    for eine in rows.order_by("erteilt_am", "pk"):
        je_analyse.setdefault(eine.analyse_id, []).append(eine)
    return je_analyse


def _quellenarten(analysen):
    rows = apps.get_model("fallanalyse.Quelle").objects.filter(
        analyse__in=analysen, art__in=rechtsbedingungen.UMFANG_FOR
    )
    je_analyse = {}
    for analyse, art in rows.order_by().values_list("analyse", "art").distinct():
        je_analyse.setdefault(analyse, set()).add(art)
    return je_analyse


def _mit_moderation(analysen):
    rows = Teammitglied.objects.filter(analyse__in=analysen, funktion=Funktion.MODERATION)
    return set(rows.values_list("analyse", flat=True))
