"""Row protection by the database: the second line of design.md 5."""

import uuid

from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation

from kinderschutz import identity


def setting(name, cast="bigint"):
    """Return the SQL that policies compare with: what the identity says, NULL if nothing is set."""
    return f"NULLIF(current_setting('app.{name}', true), '')::{cast}"


# One scalar comparison: any other form of policy flips query plans (performance.md 1.4).
OWN_JUGENDAMT = f"jugendamt_id = {setting('jugendamt')}"


def _narrowed_to(column):
    """
    Moderation acts inside one analysis; for everybody else nothing is set and nothing is narrowed.

    A CASE, for of `unset OR column = …` the planner believes that it lets one row in 200 through,
    and reads and sorts all rows of a Jugendamt for a page of 25 (measured: 7.8 ms, not 0.7).
    """
    analyse = setting("analyse", "uuid")
    return f"CASE WHEN {analyse} IS NULL THEN true ELSE {column} = {analyse} END"


OWN_ANALYSE = f"{OWN_JUGENDAMT} AND {_narrowed_to('analyse_id')}"
OWN_ANALYSE_HEAD = f"{OWN_JUGENDAMT} AND {_narrowed_to('id')}"


class ProtectedManager(models.Manager):
    """Refuses to answer when nobody said who asks: zero rows would look like an empty table."""

    def get_queryset(self):
        identity.current()
        return super().get_queryset()


class ProtectedModel(models.Model):
    """A row that belongs to one Jugendamt and that the database shows to nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    jugendamt = models.ForeignKey(
        settings.JUGENDAMT_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = ProtectedManager()

    class Meta:
        abstract = True


class ProtectRows(Operation):
    """
    Turn on row protection for a table: the acting Rolle by policy, the system context wholly.

    `using` says which rows are there at all, `with_check` (default: the same) which may be written.
    `append_only` is for history and logs: no Rolle changes or removes what once stands there.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table, using=OWN_JUGENDAMT, with_check=None, append_only=False):
        self.table = table
        self.using = using
        self.with_check = with_check or using
        self.append_only = append_only

    def deconstruct(self):
        return (
            self.__class__.__name__,
            [self.table],
            {
                "using": self.using,
                "with_check": self.with_check,
                "append_only": self.append_only,
            },
        )

    def state_forwards(self, app_label, state):
        """Nothing: Django's models know nothing of policies."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = schema_editor.quote_name(self.table)
        system = schema_editor.quote_name(settings.SYSTEM_ROLE)
        self._execute(
            schema_editor,
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            # Without FORCE the owner, which is the role of the application, would see all.
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            *(f"CREATE POLICY {name} ON {table} {rule}" for name, rule in self._policies().items()),
            f"CREATE POLICY systemkontext ON {table} TO {system} USING (true) WITH CHECK (true)",
        )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = schema_editor.quote_name(self.table)
        self._execute(
            schema_editor,
            *(f"DROP POLICY {name} ON {table}" for name in (*self._policies(), "systemkontext")),
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )

    def _policies(self):
        if self.append_only:
            return {
                "handelnde_rolle": f"FOR SELECT USING ({self.using})",
                "handelnde_rolle_schreibt": f"FOR INSERT WITH CHECK ({self.with_check})",
            }
        return {"handelnde_rolle": f"USING ({self.using}) WITH CHECK ({self.with_check})"}

    def _execute(self, schema_editor, *statements):
        for sql in statements:
            # The policies hold no placeholders, and percent signs must stay as they are.
            schema_editor.execute(sql, params=None)

    def describe(self):
        return f"Protect the rows of {self.table}"
