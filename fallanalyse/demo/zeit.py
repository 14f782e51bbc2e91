"""
The clock of the demo: what it shows happened over months, and it is loaded in seconds.

Days count from the last end of a quarter: whenever it is loaded, a Stichtag freezes the same.
"""

from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.utils import timezone

from kommunen.stichtag import letztes_quartalsende


class Kalender:
    def __init__(self):
        self.heute = timezone.localdate()
        self.stichtag = letztes_quartalsende(self.heute)

    def tag(self, abstand):
        """Return the day this many days after the Stichtag, never one that is still to come."""
        return min(self.frist(abstand), self.heute)

    def frist(self, abstand):
        """Return the day this many days after the Stichtag, be it in the future."""
        return self.stichtag + timedelta(days=abstand)


@contextmanager
def am(tag):
    """
    Let it be this day, in the morning.

    The domain dates what happens itself, by `django.utils.timezone.now`, and offers no way to
    say otherwise; a demo without a past would have nothing to show at a Stichtag.
    """
    really_now = timezone.now
    morning = timezone.make_aware(datetime.combine(tag, time(8, 30)))
    started = really_now()

    def shown():
        now = really_now()
        return min(morning + (now - started), now)

    timezone.now = shown
    try:
        yield
    finally:
        timezone.now = really_now
