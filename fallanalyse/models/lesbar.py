"""Which analyses a Rolle may know of, and how they are loaded."""

from django.db import models
from django.db.models import Q

from fallanalyse.enums import Bearbeitungsstand, Freigabestufe, Leserkreis
from fallanalyse.models.rechtslage import Rechtslage
from fallanalyse.models.team import Teammitglied
from fallanalyse.workflow import IM_JUGENDAMT_OFFEN
from kinderschutz.identity import rolle_of
from kommunen.enums import Rollenart


class FallanalyseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return what the acting Rolle may know of. Team and Leserkreis are decided here."""
        rolle = rolle_of(user)
        if rolle is None or rolle.jugendamt_id is None:
            return self.none()
        # Shut, for the approval is over or it is about to be deleted: only the law page tells so.
        verschlossen = Rechtslage.objects.filter(jugendamt_id=rolle.jugendamt_id).verschlossen(
            auch_fuer_die_leitung=rolle.art == Rollenart.LEITUNG
        )
        eigene = self.filter(jugendamt_id=rolle.jugendamt_id).exclude(
            pk__in=verschlossen.values("analyse")
        )
        im_team = Q(pk__in=Teammitglied.objects.filter(person=user).values("analyse"))
        if rolle.art == Rollenart.MODERATION:
            return eigene.filter(im_team, pk=rolle.analyse)
        if rolle.art == Rollenart.LEITUNG:
            # What was withdrawn stays hers to read, until the team writes in it again.
            aus_dem_team = Q(bearbeitungsstand=Bearbeitungsstand.ABGESCHLOSSEN) & ~Q(
                freigabestufe__in=[Freigabestufe.TEAM, Freigabestufe.ZURUECKGEGEBEN]
            )
            return eigene.filter(im_team | aus_dem_team)
        if rolle.art == Rollenart.FACHKRAFT:
            return eigene.filter(im_team | Q(freigabestufe__in=IM_JUGENDAMT_OFFEN))
        if rolle.art == Rollenart.NETZWERKKOORDINATION:
            return eigene.filter(
                freigabestufe__in=IM_JUGENDAMT_OFFEN, leserkreis=Leserkreis.JUGENDAMT
            )
        return self.none()

    def select_for_update(self, **options):
        """
        Lock the rows, but let others refer to them meanwhile.

        An autosave takes no lock. It would wait for a stronger one at its commit, where its foreign
        key is checked, holding the chain of the audit trail that whoever saves needs next: a
        deadlock.
        """
        return super().select_for_update(**{"no_key": True, **options})

    def unbeteiligt(self, person):
        """Choose those this person has no part in: the opposite of `has_geschrieben`."""
        return (
            self.exclude(team__person=person)
            .exclude(revision_set__person=person)
            .exclude(trefferentscheidung_set__durch=person)
        )

    def for_list(self):
        """Load what one row of the list shows, newest first."""
        return self.select_related("projekt").order_by("-updated_at", "-pk")

    def with_teile(self):
        """Load the whole analysis for reading, in a fixed number of queries."""
        return self.select_related("jugendamt", "projekt", "rechtslage").prefetch_related(
            "personenrolle_set",
            "quelle_set",
            "ereignis_set",
            "schluesselsituation_set__sichten",
            "einflussfaktor_set",
            "befund_set__belege",
            "befund_set__praxiselement",
            "befund_set__risikomuster",
            "empfehlungsvorschlag_set",
            "rueckkopplung_set",
            "team__person",
        )
