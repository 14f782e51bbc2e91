"""
Sessions that end when nobody acts any more, and at the latest after a working day.

Whoever acts prolongs hers: opens a page, saves, types (the autosave). What a page asks by itself
does not (`kinderschutz.background`): an open window alone keeps nobody signed in.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone

from kinderschutz.background import is_background

SIGNED_IN_KEY = "signed_in_at"
# One write a minute and person is enough.
WORTHWHILE = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """A session in the database that knows its end."""

    # As it stands in the database; None before it was read from there.
    ends_at = None

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        if row is not None:
            self.ends_at = row.expire_date
        return row

    def get_expiry_date(self, **kwargs):
        ends_at = super().get_expiry_date(**kwargs)
        signed_in_at = self.get(SIGNED_IN_KEY)
        return min(ends_at, _latest_end(signed_in_at)) if signed_in_at else ends_at

    def note_sign_in(self):
        self[SIGNED_IN_KEY] = timezone.now().isoformat()

    def remaining(self):
        """Return how long it lasts if nobody does anything."""
        return max(self.ends_at - timezone.now(), timedelta())

    def can_be_prolonged(self):
        return self.get_expiry_date() - self.ends_at >= WORTHWHILE

    def prolong(self):
        """
        Let it last as long as if it had begun now, but never beyond its latest end.

        Only the end is written: to save the whole would undo what another request of hers saved
        meanwhile, and bring back a session that she has just left.
        """
        if self.ends_at is None or not self.can_be_prolonged():
            return
        self.ends_at = self.get_expiry_date()
        self.model.objects.filter(session_key=self.session_key).update(expire_date=self.ends_at)


def _latest_end(signed_in_at):
    return datetime.fromisoformat(signed_in_at) + timedelta(seconds=settings.SESSION_LONGEST_AGE)


class ProlongSessionMiddleware:
    """Prolong the session of whoever acts; outside of her transaction, so that it locks nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if (
            response.status_code < 500
            and not is_background(request)
            and request.user.is_authenticated
        ):
            request.session.prolong()
        return response
