"""Encrypted text: unreadable in the database, loud with a wrong key, never searched by mistake."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from fallanalyse.enums import Einflussebene, Einflussrichtung
from fallanalyse.models import Einflussfaktor
from kinderschutz.fields import (
    PREFIX,
    EncryptedTextField,
    NichtEntschluesselbar,
    decrypt,
    encrypt,
    keyring,
)
from kinderschutz.identity import acting_as
from kinderschutz.tests.welt import baue_amt, schreibe_analyse
from kinderschutz.typed_text import TypedTextField

ALT, NEU, FREMD = (Fernet.generate_key().decode() for _ in range(3))
TEXT = "Die Großmutter hat's »gemeldet« – und niemand fragte nach. 🙈"


class TestEncrypt:
    @pytest.mark.parametrize("text", [TEXT, " ", "\n", "f1:", "x" * 50_000])
    def test_gives_back_what_was_put_in(self, text):
        stored = encrypt(text)

        assert stored.startswith(PREFIX)
        assert text.strip() == "" or text not in stored.removeprefix(PREFIX)
        assert decrypt(stored) == text

    @pytest.mark.parametrize("empty", ["", None])
    def test_leaves_nothing_as_nothing(self, empty):
        assert encrypt(empty) == empty
        assert decrypt(empty) == empty

    def test_never_looks_the_same_twice(self):
        assert encrypt(TEXT) != encrypt(TEXT)


class TestKeys:
    def test_a_wrong_key_raises(self, settings):
        settings.FIELD_KEYS = [ALT]
        stored = encrypt(TEXT)

        settings.FIELD_KEYS = [FREMD]
        with pytest.raises(NichtEntschluesselbar, match="Kein Schlüssel"):
            decrypt(stored)

    @pytest.mark.parametrize("stored", ["Klartext", "gAAAAAB", "f1:", "f1:gAAAAAB"])
    def test_what_is_no_ciphertext_raises(self, stored):
        with pytest.raises(NichtEntschluesselbar):
            decrypt(stored)

    def test_a_changed_ciphertext_raises(self):
        stored = encrypt(TEXT)
        with pytest.raises(NichtEntschluesselbar):
            decrypt(stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:])

    def test_the_first_writes_and_all_of_them_read(self, settings):
        settings.FIELD_KEYS = [ALT]
        alter_text = encrypt(TEXT)

        settings.FIELD_KEYS = [NEU, ALT]
        neuer_text = encrypt(TEXT)
        assert decrypt(alter_text) == TEXT

        settings.FIELD_KEYS = [NEU]
        assert decrypt(neuer_text) == TEXT
        with pytest.raises(NichtEntschluesselbar):
            decrypt(alter_text)

        settings.FIELD_KEYS = [ALT]
        with pytest.raises(NichtEntschluesselbar):
            decrypt(neuer_text)

    def test_a_text_can_move_to_the_new_key(self, settings):
        settings.FIELD_KEYS = [ALT]
        stored = encrypt(TEXT)

        settings.FIELD_KEYS = [NEU, ALT]
        moved = PREFIX + keyring().rotate(stored.removeprefix(PREFIX)).decode()

        settings.FIELD_KEYS = [NEU]
        assert decrypt(moved) == TEXT


class TestColumn:
    @pytest.fixture
    def faktor(self, db):
        """A saved row, and the identity to read it with."""
        amt = baue_amt()
        analyse = schreibe_analyse(amt, "im_team")
        with acting_as(amt.rollen["fachkraft"]):
            yield Einflussfaktor.objects.create(
                analyse=analyse,
                ebene=Einflussebene.TEAM,
                richtung=Einflussrichtung.BEIDES,
                text=TEXT,
            )

    def stored(self, faktor, table="fallanalyse_einflussfaktor", key="id"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT text FROM {table} WHERE {key} = %s", [faktor.pk])
            return [text for (text,) in cursor.fetchall()]

    def test_holds_ciphertext(self, faktor):
        [stored] = self.stored(faktor)

        assert stored.startswith(PREFIX)
        assert "Großmutter" not in stored
        assert decrypt(stored) == TEXT

    def test_of_the_history_holds_ciphertext_too(self, faktor):
        stored = self.stored(faktor, "fallanalyse_einflussfaktorevent", "pgh_obj_id")

        assert stored
        assert all(text.startswith(PREFIX) for text in stored)

    def test_reads_back(self, faktor):
        assert Einflussfaktor.objects.get(pk=faktor.pk).text == TEXT
        assert Einflussfaktor.objects.values_list("text", flat=True).get(pk=faktor.pk) == TEXT

    def test_is_encrypted_by_bulk_operations_as_well(self, faktor):
        Einflussfaktor.objects.filter(pk=faktor.pk).update(text="in Mengen")
        assert self.stored(faktor)[0].startswith(PREFIX)

        faktor.text = "noch einmal in Mengen"
        Einflussfaktor.objects.bulk_update([faktor], ["text"])
        assert all(text.startswith(PREFIX) for text in self.stored(faktor))
        faktor.refresh_from_db()
        assert faktor.text == "noch einmal in Mengen"

    def test_raises_rather_than_showing_ciphertext(self, faktor, settings):
        settings.FIELD_KEYS = [FREMD]
        with pytest.raises(NichtEntschluesselbar):
            Einflussfaktor.objects.get(pk=faktor.pk)

    @pytest.mark.parametrize(
        "lookup",
        ["text", "text__exact", "text__icontains", "text__in", "text__startswith", "text__gt"],
    )
    def test_refuses_to_be_searched(self, faktor, lookup):
        with pytest.raises(FieldError):
            Einflussfaktor.objects.filter(**{lookup: [TEXT] if "__in" in lookup else TEXT}).exists()

    def test_can_be_asked_whether_there_is_anything(self, faktor):
        assert not Einflussfaktor.objects.filter(text__isnull=True).exists()


@isolate_apps("kinderschutz")
def test_an_index_on_ciphertext_is_a_mistake():
    class Verirrt(models.Model):
        text = EncryptedTextField(db_index=True)
        einmalig = EncryptedTextField(unique=True)
        gut = EncryptedTextField()

        class Meta:
            app_label = "kinderschutz"

        def __str__(self):
            return ""

    found = {
        name: [error.id for error in Verirrt._meta.get_field(name).check()]
        for name in ("text", "einmalig", "gut")
    }
    assert found == {"text": ["field.E1"], "einmalig": ["field.E1"], "gut": []}


def test_a_form_cleans_what_is_pasted_into_it():
    assert isinstance(EncryptedTextField().formfield(), TypedTextField)
