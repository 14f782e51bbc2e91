"""
Moving everything of one Jugendamt to another one: what an Uebergabe does on its day.

Needs the system context. The tables are found in the database's own catalogue: whatever has a
`jugendamt_id` moves, unless it is named here, or by its app, with the reason why it stays. So a
table that comes later is not forgotten; the test of this module asks its author for the reason.

What stays with the former Jugendamt: the figures of its years, and its chain of the audit trail,
which closes with an entry. Its Datenschutz goes on reading it, and so does that of the other.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.enums import Gebietstyp, Importzustand, Rollenart
from kommunen.models import Importdokument, Jugendamt, Kommune, Rolle, Uebergabe, Zustaendigkeit
from kommunen.models.uebergabe import ABGEBEND, AUFNEHMEND, UebergabeNichtMoeglich

SPALTE = "jugendamt_id"
EIN_TAG = timedelta(days=1)
# Tables that keep their Jugendamt, each with the reason.
_bleibt = {
    "kommunen_kennzahlwert": "the figures of a year belong to who answered for it then",
    "kommunen_stichtagswert": "what is frozen stays as it was",
    "kommunen_organisationsstand": "how an office was staffed in a year is told of that office",
    "kommunen_einsichtnahme": "belongs to the chain of the audit trail, which stays",
    "kommunen_rolle": "ends here and begins there",
    "kommunen_zustaendigkeit": "ends here and begins there",
}
# Tables where the other Jugendamt may have the same row already: table -> the rest of the key.
_verschmilzt = {}
_vorher = []


def registriere(*, bleibt=None, verschmilzt=None, vorher=None):
    """
    Say what is different about the tables of an app; called in AppConfig.ready.

    `vorher` is a function of (von, an, zeitpunkt) that runs before the rows move, and must do
    nothing where nothing is left; it returns a dict of what it did, for the report.
    """
    _bleibt.update(bleibt or {})
    _verschmilzt.update(verschmilzt or {})
    if vorher is not None and vorher not in _vorher:
        _vorher.append(vorher)


@dataclass
class Bericht:
    """What moved: rows per table, and what is told in words."""

    uebergabe: Uebergabe
    zeilen: dict = field(default_factory=dict)
    weiteres: dict = field(default_factory=dict)

    @property
    def anzahl(self):
        return sum(self.zeilen.values())


@transaction.atomic
def fuehre_aus(uebergabe):
    """
    Carry out the Uebergabe and return the Bericht.

    :raises UebergabeNichtMoeglich: if somebody has not agreed, or nobody would be Leitung
    """
    uebergabe = Uebergabe.objects.select_for_update(of=("self",)).get(pk=uebergabe.pk)
    _sperre(uebergabe)
    if grund := uebergabe.why_not_ausfuehrbar():
        raise UebergabeNichtMoeglich(grund)
    if uebergabe.am > timezone.localdate():
        raise UebergabeNichtMoeglich(f"Der Tag der Übergabe ist der {uebergabe.am:%d.%m.%Y}.")
    bericht = Bericht(uebergabe)
    bericht.weiteres["Rollen"] = _wechsle_rollen(uebergabe)
    bericht.weiteres["Gebiete"] = _wechsle_gebiete(uebergabe)
    _ziehe_um(bericht)
    _beende(uebergabe)
    for aktion, jugendamt in (
        (Aktion.UEBERGEBEN, uebergabe.abgebend_id),
        (Aktion.UEBERNOMMEN, uebergabe.aufnehmend_id),
    ):
        audit.record(aktion, objektart="uebergabe", kennung=str(uebergabe.pk), jugendamt=jugendamt)
    uebergabe.ausgefuehrt_am = timezone.now()
    uebergabe.save()
    return bericht


@transaction.atomic
def raeume_nach(uebergabe):
    """
    Move what a request wrote that had begun before the Uebergabe was carried out.

    Such a request still says the former Jugendamt, and its rows would be seen by nobody.
    """
    bericht = Bericht(uebergabe)
    _sperre(uebergabe)
    _ziehe_um(bericht)
    if bericht.anzahl:
        audit.record(
            Aktion.UEBERNOMMEN,
            objektart="uebergabe",
            kennung=str(uebergabe.pk),
            jugendamt=uebergabe.aufnehmend_id,
        )
    return bericht


def tabellen():
    """Return every table whose rows move, by the database's catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = 'public' AND c.column_name = %s"
            " AND t.table_type = 'BASE TABLE' ORDER BY c.table_name",
            [SPALTE],
        )
        return [table for (table,) in cursor.fetchall() if table not in _bleibt]


def _sperre(uebergabe):
    with connection.cursor() as cursor:
        # A Jugendamt of many years takes longer than a page may.
        cursor.execute("SET LOCAL statement_timeout = 0")
    # In the order of their keys: two handovers at once wait for each other.
    list(
        Jugendamt.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=[uebergabe.abgebend_id, uebergabe.aufnehmend_id])
        .order_by("pk")
    )


def _ziehe_um(bericht):
    von, an = bericht.uebergabe.abgebend, bericht.uebergabe.aufnehmend
    zeitpunkt = timezone.now()
    for eines in _vorher:
        bericht.weiteres |= eines(von, an, zeitpunkt)
    _verwirf_doppelt_eingelesene(von, an, zeitpunkt)
    offen = tabellen()
    with connection.cursor() as cursor:
        for table, rest in _verschmilzt.items():
            _entferne_doppelte(cursor, table, rest, von, an)
        # Again and again: changing a row makes its history write one more.
        while gewandert := {table: n for table in offen if (n := _update(cursor, table, von, an))}:
            for table, anzahl in gewandert.items():
                bericht.zeilen[table] = bericht.zeilen.get(table, 0) + anzahl
        # Now, so that what contradicts fails here and not somewhere later.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _verwirf_doppelt_eingelesene(von, an, zeitpunkt):
    """Drop a page that both have read in: the document of the other Jugendamt goes on."""
    offene = Importdokument.objects.exclude(zustand=Importzustand.VERWORFEN)
    dort = offene.filter(
        jugendamt=an, projekt=OuterRef("projekt"), text_pruefsumme=OuterRef("text_pruefsumme")
    )
    offene.filter(Exists(dort), jugendamt=von).update(
        zustand=Importzustand.VERWORFEN,
        entschieden_am=Coalesce("entschieden_am", Value(zeitpunkt)),
    )


def _update(cursor, table, von, an):
    name = connection.ops.quote_name
    cursor.execute(
        f"UPDATE {name(table)} SET {SPALTE} = %s WHERE {SPALTE} = %s",  # noqa: S608
        [an.pk, von.pk],
    )
    return cursor.rowcount


def _entferne_doppelte(cursor, table, rest, von, an):
    name = connection.ops.quote_name
    cursor.execute(
        f"DELETE FROM {name(table)} alt USING {name(table)} neu"  # noqa: S608
        f" WHERE alt.{SPALTE} = %s AND neu.{SPALTE} = %s AND alt.{name(rest)} = neu.{name(rest)}",
        [von.pk, an.pk],
    )


def _wechsle_rollen(uebergabe):
    """Let the Rollen end and begin in the other Jugendamt; return how many people go along."""
    rollen = uebergabe.rollen(ABGEBEND)
    gehen_mit = rollen.exclude(art=Rollenart.DATENSCHUTZ).order_by("von", "pk")
    anzahl = 0
    for rolle in list(gehen_mit):
        anzahl += _wechsle_rolle(rolle, uebergabe)
    _lass_die_alte_kette_lesen(uebergabe)
    return anzahl


def _wechsle_rolle(rolle, uebergabe):
    neu = Rolle(
        person_id=rolle.person_id,
        art=rolle.art,
        jugendamt=uebergabe.aufnehmend,
        analyse=rolle.analyse,
        vertretung=rolle.vertretung,
        von=max(rolle.von or uebergabe.am, uebergabe.am),
        bis=rolle.bis,
    )
    if neu.art == Rollenart.LEITUNG:
        neu.art = uebergabe.leitung_wird
        neu.vertretung = neu.vertretung and neu.art == Rollenart.LEITUNG
    if rolle.von is None or rolle.von < uebergabe.am:
        rolle.beenden(uebergabe.am - EIN_TAG)
    else:
        # It would only begin on or after the day: nothing of it happened here.
        rolle.delete()
    if neu.bis is not None and neu.bis < neu.von:
        return 0
    vorhandene = Rolle.objects.filter(
        person=neu.person_id, art=neu.art, jugendamt=neu.jugendamt, analyse=neu.analyse
    )
    if vorhandene.filter(bis=None).exists():
        return 0
    neu.save()
    return 1


def _lass_die_alte_kette_lesen(uebergabe):
    """Give the Datenschutz of the other Jugendamt a Rolle in this one, for its audit trail."""
    for rolle in uebergabe.rollen(AUFNEHMEND).filter(art=Rollenart.DATENSCHUTZ):
        Rolle.objects.get_or_create(
            person_id=rolle.person_id,
            art=Rollenart.DATENSCHUTZ,
            jugendamt=uebergabe.abgebend,
            bis=rolle.bis,
            defaults={"von": uebergabe.am},
        )


def _wechsle_gebiete(uebergabe):
    """Let the other Jugendamt answer for the districts from the day on; return how many."""
    davor = uebergabe.am - EIN_TAG
    anzahl = 0
    for alte in Zustaendigkeit.objects.filter(jugendamt=uebergabe.abgebend).exclude(bis__lte=davor):
        if alte.von is not None and alte.von >= uebergabe.am:
            alte.jugendamt = uebergabe.aufnehmend
            alte.save(update_fields=["jugendamt"])
        else:
            bis, alte.bis = alte.bis, davor
            alte.save(update_fields=["bis"])
            Zustaendigkeit.objects.create(
                jugendamt=uebergabe.aufnehmend,
                kommune_id=alte.kommune_id,
                von=uebergabe.am,
                bis=bis,
            )
        anzahl += 1
    return anzahl


def _beende(uebergabe):
    alt = uebergabe.abgebend
    alt.gueltig_bis = uebergabe.am - EIN_TAG
    alt.save(update_fields=["gueltig_bis"])
    # A town inside a Kreis is then one as any other.
    Kommune.objects.filter(pk=alt.traeger_id, gebietstyp=Gebietstyp.GKA).update(
        gebietstyp=Gebietstyp.GEMEINDE
    )
