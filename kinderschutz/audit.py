"""The audit trail: collected while the request runs, written as its last act (design.md 5)."""

import hashlib
import itertools
import json
from dataclasses import dataclass

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinderschutz import identity

SYSTEM_CHAIN = "system"


def record(aktion, objekt=None, *, objektart="", kennung="", jugendamt=None):
    """
    Remember that this happened; it is written when the transaction ends well, and not otherwise.

    `objekt` gives objektart (its model), kennung (its `kennung` or key) and jugendamt; the
    keywords are for what has no row. Never pass content.

    :raises KeineIdentitaet: outside of a request and of system_context()
    """
    if objekt is not None:
        objektart = objekt._meta.model_name
        kennung = getattr(objekt, "kennung", "") or str(objekt.pk)
        jugendamt = getattr(objekt, "jugendamt_id", None)
    identity.current().entries.append(
        {
            "aktion": aktion,
            "objektart": objektart[:80],
            "kennung": kennung[:80],
            "jugendamt": jugendamt,
        }
    )


def current_entries():
    """Return what is remembered so far and not yet written."""
    return identity.current().entries


def write(who):
    """Write the entries of this Identity. A trigger numbers them and closes the chain."""
    from kinderschutz.models import Protokolleintrag

    rolle = who.rolle
    own = getattr(rolle, "jugendamt_id", None)
    rows = []
    for entry in who.entries:
        # A foreign Jugendamt never learns of it; a refused access stays in the acting one's chain.
        jugendamt = entry["jugendamt"] if who.system else own
        rows.append(
            Protokolleintrag(
                kette=str(jugendamt) if jugendamt else SYSTEM_CHAIN,
                zeitpunkt=timezone.now(),
                person=who.person_id,
                rolle=who.system[:40] if who.system else getattr(rolle, "art", ""),
                jugendamt=jugendamt,
                aktion=entry["aktion"],
                objektart=entry["objektart"],
                kennung=entry["kennung"],
                anfrage=who.request_id,
            )
        )
    # Sorted by chain: two requests that write to several chains cannot wait for each other.
    rows.sort(key=lambda row: row.kette)
    if rows:
        Protokolleintrag.objects.bulk_create(rows)
    who.entries.clear()


def checksum(entry):
    """Return what the trigger must have computed for this entry (migration 0002)."""
    canonical = json.dumps(
        [
            entry.kette,
            entry.nummer,
            entry.zeitpunkt.strftime("%Y-%m-%dT%H:%M:%S.%f"),
            entry.person,
            entry.rolle,
            entry.jugendamt,
            entry.aktion,
            entry.objektart,
            entry.kennung,
            entry.anfrage,
            entry.vorgaenger,
        ],
        ensure_ascii=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken_link(kette, entries, head):
    """
    Return the number at which this chain was first changed, cut or lengthened, None if never.

    `entries` come in the order of their numbers, `head` is the Protokollkette.
    """
    vorgaenger, nummer = "", 0
    for entry in entries:
        nummer += 1
        if (
            (entry.kette, entry.nummer) != (kette, nummer)
            or entry.vorgaenger != vorgaenger
            or entry.pruefsumme != checksum(entry)
        ):
            return nummer
        vorgaenger = entry.pruefsumme
    if (head.nummer, head.pruefsumme) != (nummer, vorgaenger):
        return nummer + 1
    return None


@dataclass(frozen=True)
class Pruefung:
    """One chain: the number of its last entry, and of its first broken link or None."""

    kette: str
    nummer: int
    bruch: int | None


def verify_chains():
    """
    Yield a Pruefung of every chain. Needs the system context; holds one entry at a time.

    Each entry brings the head of its chain along: only within one statement do both belong to the
    same moment, and requests go on writing meanwhile.
    """
    from kinderschutz.models import Protokolleintrag, Protokollkette

    # Read before the entries: a head that none of them brings along has lost all of its own.
    heads = set(Protokollkette.objects.filter(nummer__gt=0).values_list("kette", flat=True))
    head = Protokollkette.objects.filter(kette=OuterRef("kette"))
    entries = (
        Protokolleintrag.objects.annotate(
            kopf_nummer=Coalesce(Subquery(head.values("nummer")), 0),
            kopf_pruefsumme=Coalesce(Subquery(head.values("pruefsumme")), Value("")),
        )
        .order_by("kette", "nummer")
        .iterator(chunk_size=2_000)
    )
    for kette, group in itertools.groupby(entries, key=lambda entry: entry.kette):
        heads.discard(kette)
        chain = iter(group)
        first = next(chain)
        kopf = Protokollkette(
            kette=kette, nummer=first.kopf_nummer, pruefsumme=first.kopf_pruefsumme
        )
        bruch = first_broken_link(kette, itertools.chain([first], chain), kopf)
        yield Pruefung(kette, kopf.nummer, bruch)
    for kette in sorted(heads):
        yield Pruefung(kette, 0, bruch=1)


def connect():
    """Hear of sign-ins: Django tells of them by signal only."""
    from kinderschutz.models import Aktion

    def logged_in(sender, request, user, **kwargs):
        # Without an Identity it is a test client's force_login, not a request.
        if who := identity.current_or_none():
            who.person_id = user.pk
            record(Aktion.ANGEMELDET, user)

    def logged_out(sender, request, user, **kwargs):
        if user is not None and identity.current_or_none():
            record(Aktion.ABGEMELDET, user)

    def login_failed(sender, **kwargs):
        # Neither address nor password: a mistyped one may be somebody's.
        if identity.current_or_none():
            record(Aktion.FEHLGESCHLAGEN, objektart="anmeldung")

    user_logged_in.connect(logged_in, weak=False, dispatch_uid="audit")
    user_logged_out.connect(logged_out, weak=False, dispatch_uid="audit")
    user_login_failed.connect(login_failed, weak=False, dispatch_uid="audit")
