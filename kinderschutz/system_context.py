"""For commands, migrations and tests: see and write all rows. Web code must not import this."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from kinderschutz import identity


@contextmanager
def system_context(grund):
    """
    Act as the system, in one transaction. `grund` stands in the audit trail instead of a Rolle.

    It is a database role of its own and no setting, so that the policies of the web stay a plain
    comparison (an OR in them would cost the index) and no web page can set it by mistake.
    """
    running = identity.current_or_none()
    if running is not None and running.system:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.SYSTEM_ROLE)}")
        with identity.bound(identity.Identity(system=grund)):
            yield
        # Inside an outer transaction (tests) the local role would outlive this block. A dry run
        # (set_rollback) takes no more statements, and its rollback takes the role with it.
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
