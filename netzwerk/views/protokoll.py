"""What became of a meeting: minutes, who came, decisions, tasks – on one page."""

from django.contrib import messages
from django.shortcuts import redirect, render

from kinderschutz.formset_rows import show_unvalidated, wants_row, with_new_row
from kinderschutz.models import SCHON_GESPEICHERT
from kommunen.models import Institution
from netzwerk.forms import AufgabeZeilen, BeschlussZeilen, ProtokollForm, TeilnehmendeZeilen
from netzwerk.models import Netzwerkmitglied
from netzwerk.views.veranstaltung import get_to_change


def protokoll(request, pk):
    veranstaltung = get_to_change(request, pk)
    teile = Teile(request, veranstaltung)
    if request.method != "POST":
        return teile.page()
    for zeilen in teile.zeilen:
        if wants_row(request.POST, zeilen):
            with_new_row(zeilen)
            show_unvalidated(teile.form, *teile.zeilen)
            return teile.page()
    # Ask all of them first: every mistake is shown at once.
    gueltig = [teil.is_valid() for teil in (teile.form, *teile.zeilen)]
    if not all(gueltig):
        return teile.page()
    if teile.form.is_outdated():
        teile.form.accept_current_version()
        return teile.page(konflikt=SCHON_GESPEICHERT, abweichend=teile.stored(), status=409)
    veranstaltung.schreibe_protokoll(
        text=teile.form.cleaned_data["protokoll"],
        teilnehmende=teile.teilnehmende.felder(),
        beschluesse=teile.beschluesse.felder(),
        aufgaben=teile.aufgaben.felder(),
    )
    messages.success(request, "Das Protokoll ist gespeichert.")
    return redirect(veranstaltung)


class Teile:
    """The form and the three lists of the page, filled with what is stored or was typed."""

    def __init__(self, request, veranstaltung):
        self.request, self.veranstaltung = request, veranstaltung
        data = request.POST if request.method == "POST" else None
        self.form = ProtokollForm(
            data,
            initial={
                "version": veranstaltung.version,
                "protokoll": veranstaltung.protokoll,
            },
        )
        wahl = {"institutionen": _institutions(request.user, veranstaltung)}
        self.teilnehmende = TeilnehmendeZeilen(
            data,
            prefix="teilnehmende",
            form_kwargs=wahl,
            initial=[
                {
                    "institution": eine.institution_id,
                    "stelle": eine.stelle,
                    "anzahl": eine.anzahl,
                }
                for eine in veranstaltung.teilnehmende.order_by("pk")
            ],
        )
        self.beschluesse = BeschlussZeilen(
            data,
            prefix="beschluesse",
            initial=[
                {"text": beschluss.text}
                for beschluss in veranstaltung.beschluesse.order_by("nummer")
            ],
        )
        self.aufgaben = AufgabeZeilen(
            data,
            prefix="aufgaben",
            form_kwargs=wahl,
            initial=[
                {
                    "key": aufgabe.pk,
                    "text": aufgabe.text,
                    "institution": aufgabe.institution_id,
                    "stelle": aufgabe.stelle,
                    "faellig_am": aufgabe.faellig_am,
                    "erledigt_am": aufgabe.erledigt_am,
                }
                for aufgabe in veranstaltung.aufgaben.order_by("pk")
            ],
        )

    @property
    def zeilen(self):
        return (self.teilnehmende, self.beschluesse, self.aufgaben)

    def stored(self):
        """Return (name, what is stored) of all that somebody else may have written meanwhile."""
        eine = self.veranstaltung
        teilnehmende = eine.teilnehmende.select_related("institution").order_by("pk")
        aufgaben = eine.aufgaben.select_related("institution").order_by("pk")
        return [
            ("Was besprochen wurde", eine.protokoll),
            ("Wer da war", "\n".join(f"{eine.wer}: {eine.anzahl}" for eine in teilnehmende)),
            ("Beschlüsse", "\n".join(b.text for b in eine.beschluesse.order_by("nummer"))),
            ("Aufgaben", "\n".join(f"{aufgabe.text} ({aufgabe.wer})" for aufgabe in aufgaben)),
        ]

    def page(self, *, status=200, **kontext):
        return render(
            self.request,
            "netzwerk/protokoll.html",
            {
                "veranstaltung": self.veranstaltung,
                "form": self.form,
                "teilnehmende": self.teilnehmende,
                "beschluesse": self.beschluesse,
                "aufgaben": self.aufgaben,
            }
            | kontext,
            status=status,
        )


def _institutions(user, veranstaltung):
    """Return the choices: members of the network, or institutions of all Kommunen invited."""
    rows = Institution.objects.visible_to(user).aktiv()
    if veranstaltung.netzwerk_id is not None:
        mitglieder = Netzwerkmitglied.objects.visible_to(user).gueltig()
        rows = rows.filter(
            pk__in=mitglieder.filter(netzwerk=veranstaltung.netzwerk_id).values("institution")
        )
    elif veranstaltung.jugendamt_id is not None:
        rows = rows.filter(kommune__jugendaemter=veranstaltung.jugendamt_id)
    else:
        rows = rows.filter(kommune__in=veranstaltung.eingeladene().values("kommune"))
    # A file of thousands of choices helps nobody; any other body is typed in words.
    rows = rows.order_by("name", "pk").values_list("pk", "name", "traeger")[:500]
    return [
        ("", "– keine aus der Liste –"),
        *((pk, f"{name} ({traeger})" if traeger else name) for pk, name, traeger in rows),
    ]
