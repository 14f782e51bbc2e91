"""A ready mail to a Kommune: what is open, in friendly words. Nothing of a case is in it."""

from urllib.parse import quote, urlencode

from django.utils import timezone

from kommunen.models import Massnahme
from kommunen.schreibweise import gekuerzt

# A mail program takes no longer address of this kind everywhere; the text to copy is whole.
LAENGSTE_ADRESSE = 1_900
KURZ_ZEICHEN = 90


class Erinnerung:
    """Subject, text and address of a mail to the contacts of this Stand."""

    def __init__(self, user, stand):
        self.stand = stand
        self.absender = user.name
        self.massnahmen = list(
            Massnahme.objects.visible_to(user)
            .filter(projekt=stand.teilnahme.projekt_id, kommune=stand.teilnahme.kommune_id)
            .ueberfaellig()
            .for_list()
        )

    @property
    def empfaenger(self):
        return [person.email for person in self.stand.ansprechpersonen if person.email]

    @property
    def betreff(self):
        return f"{self.stand.teilnahme.projekt}: was noch offen ist"

    @property
    def text(self):
        return "\n".join(
            [
                self._anrede(),
                "",
                f"im Projekt »{self.stand.teilnahme.projekt}« ist für"
                f" {self.stand.teilnahme.kommune} noch etwas offen:",
                "",
                *(f"– {punkt}" for punkt in self._punkte()),
                "",
                "Können Sie mir kurz schreiben, bis wann es geht – oder wobei wir helfen können?"
                " Was schon erledigt ist, tragen Sie bitte in der Anwendung ein.",
                "",
                "Vielen Dank und freundliche Grüße",
                self.absender,
            ]
        )

    @property
    def adresse(self):
        """Return the mailto address; too long for a mail program, it leaves the text out."""
        an = ",".join(quote(eine, safe="@") for eine in self.empfaenger)
        adresse = f"mailto:{an}?{self._query(body=self.text)}"
        return adresse if len(adresse) <= LAENGSTE_ADRESSE else f"mailto:{an}?{self._query()}"

    @property
    def is_gekuerzt(self):
        return "body=" not in self.adresse

    def _query(self, **mehr):
        # Mail programs read a plus sign as one, not as a blank.
        felder = {name: wert.replace("\n", "\r\n") for name, wert in mehr.items()}
        return urlencode({"subject": self.betreff} | felder, quote_via=quote)

    def _anrede(self):
        namen = [person.name for person in self.stand.ansprechpersonen]
        return f"Guten Tag {', guten Tag '.join(namen)}," if namen else "Guten Tag,"

    def _punkte(self):
        for stein in self.stand.meilensteine:
            if stein.is_ueberfaellig():
                yield f"Meilenstein »{stein}« war bis {stein.soll:%d.%m.%Y} geplant."
        for massnahme in self.massnahmen:
            yield f"Maßnahme »{gekuerzt(massnahme.text, KURZ_ZEICHEN)}«: {_warum(massnahme)}"
        for eine in self.stand.ausstehend:
            bis = f"{eine.anfrage.faellig_am:%d.%m.%Y}"
            wann = f"war bis {bis} erbeten" if eine.is_verspaetet else f"ist bis {bis} erbeten"
            yield f"Rückmeldung »{eine.anfrage.titel}« {wann}."
        if self.stand.profil is None:
            yield "Das Profil Ihrer Kommune fehlt noch."
        elif not self.stand.is_veroeffentlicht:
            yield "Das Profil Ihrer Kommune ist noch ein Entwurf."
        if self.stand.schuldet("analyse"):
            yield "Eine Fallanalyse ist noch nicht begonnen."
        if self.stand.schuldet("kontakt"):
            yield "Uns fehlt eine Ansprechperson bei Ihnen."


def _warum(massnahme):
    if massnahme.zieldatum and massnahme.zieldatum < timezone.localdate():
        return f"das Zieldatum war der {massnahme.zieldatum:%d.%m.%Y}."
    return f"zuletzt bestätigt am {massnahme.status_geaendert_am:%d.%m.%Y}."
