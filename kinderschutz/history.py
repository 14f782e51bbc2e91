"""Field history by triggers, so that bulk changes cannot pass by it."""

import pghistory
from pghistory.models import EventQuerySet

from kinderschutz.row_protection import ProtectedManager, ProtectedModel


def with_history(model):
    """
    Keep every state of this model's rows in `<Model>Event`.

    The event table copies `jugendamt` and `analyse` too and needs the same ProtectRows as the
    model's own (append_only): the trigger writes as the caller.
    """
    protected = issubclass(model, ProtectedModel)
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        # Who did it stands in the audit trail; a context row per change would say it twice.
        context_field=None,
        context_id_field=None,
        attrs={"objects": ProtectedManager.from_queryset(EventQuerySet)()} if protected else None,
    )(model)
