"""The pages that are measured, each as the most restricted Rolle that may see it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import formular
from benchmarks.grundbestand import GROESSTES
from fallanalyse.enums import Bearbeitungsstand, Freigabestufe, Methode, Schritt
from fallanalyse.models import Fallanalyse, Teammitglied
from fallanalyse.workflow import SCHRITTE
from kinderschutz.models import User
from kommunen.models import Kommune

BOUNDARIES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


# How many times the floor a page may take (design.md 8).
BUDGETS = {
    "liste": 6,
    "liste_gefiltert": 6,
    "liste_tief": 6,
    "schritt": 8,
    "speichern": 4,
    "zwischenstand": 3,
    "clusterfortschritt": 7,
    "landesuebersicht": 7,
    "suche": 10,
    "profil": 4,
}
# How many times the time at the smallest size the list may take.
WACHSTUM = 1.15


@dataclass(frozen=True)
class Seite:
    """
    A page and whose session asks for it; `senden` is where its form is posted to.

    `status` is the answer to expect: a form that was refused would be a different page. `stellen`
    is how many of its long texts change; None: all.
    """

    name: str
    person: str
    url: str
    senden: str = ""
    status: int = 200
    stellen: int | None = None


def seiten(amt, moderierte):
    """Return the pages, the floor first. Needs the system context."""
    fachkraft = User.objects.get(pk=amt.personen[0]).email
    meine = Fallanalyse.objects.filter(
        pk__in=Teammitglied.objects.filter(person=amt.personen[0]).values("analyse"),
        bearbeitungsstand=Bearbeitungsstand.IN_ARBEIT,
        methode__in=[methode for methode in Methode if Schritt.ZEITSTRAHL in SCHRITTE[methode]],
        ereignis_set__isnull=False,
    ).order_by("pk")[:1][0]
    liste = reverse("fallanalyse:list")
    zeitstrahl = reverse("fallanalyse:schritt", args=[meine.pk, Schritt.ZEITSTRAHL])
    auswahl = {
        "methode": Methode.FALLWERKSTATT,
        "bearbeitungsstand": Bearbeitungsstand.ABGESCHLOSSEN,
    }
    return [
        # Signed in, the same layout, nothing to list: nobody waits for the ministry.
        Seite("floor", "ministerium@messen.test", reverse("arbeit")),
        Seite("liste", fachkraft, liste),
        Seite("liste_gefiltert", fachkraft, f"{liste}?{urlencode(auswahl)}"),
        Seite("liste_tief", fachkraft, f"{liste}?nach={_middle(amt)}"),
        Seite(
            "analyse", "moderation@messen.test", reverse("fallanalyse:detail", args=[moderierte])
        ),
        Seite("schritt", fachkraft, zeitstrahl),
        # What people do all day, and the worst: every text of the step is another one, and the
        # gate reads all of them anew.
        Seite("speichern", fachkraft, zeitstrahl, senden=zeitstrahl, status=302, stellen=1),
        Seite("speichern_alles", fachkraft, zeitstrahl, senden=zeitstrahl, status=302),
        Seite("zwischenstand", fachkraft, zeitstrahl, senden=f"{zeitstrahl}zwischenstand/"),
        Seite("clusterfortschritt", "koordination@messen.test", reverse("cluster:fortschritt")),
        Seite("landesuebersicht", "ministerium@messen.test", reverse("land:uebersicht")),
        Seite("landesuebersicht_186", "ministerium-nrw@messen.test", reverse("land:uebersicht")),
        Seite(
            "suche",
            "wissenschaft@messen.test",
            f"{reverse('bibliothek:list')}?suche=Begleitung",
        ),
        Seite("profil", "", Kommune.objects.get(ags=GROESSTES).get_absolute_url()),
    ]


def _middle(amt):
    """Return the place in the middle of the list, as the link to the next page names it."""
    rows = Fallanalyse.objects.filter(jugendamt=amt.pk).exclude(freigabestufe=Freigabestufe.TEAM)
    middle = rows.order_by("-updated_at", "-pk")[rows.count() // 2]
    return f"{middle.updated_at.isoformat()}_{middle.pk}".replace("+", "%2B")


def cookies_of(email):
    """Sign in without a password, as the session engine would after one."""
    if not email:
        return {}
    person = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def queries_of(seite, cookies):
    """Return how many statements the page needs, without the boundaries of transactions."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies.load(cookies)
    body = None
    for _ in range(2):
        # The second time: what a process looks up once is not the page's.
        if seite.senden:
            body = formular.geschrieben(client.get(seite.url).text, seite.stellen)
        with CaptureQueriesContext(connection) as queries:
            if seite.senden:
                response = client.post(
                    seite.senden, body, content_type="application/x-www-form-urlencoded"
                )
            else:
                response = client.get(seite.url)
        if response.status_code != seite.status:
            raise RuntimeError(f"{seite.name} answers {response.status_code}.")
    return sum(not query["sql"].startswith(BOUNDARIES) for query in queries)
