"""The days the tests reckon with, asked for each time: a run may last over midnight."""

from datetime import timedelta

from django.utils import timezone


def heute():
    return timezone.localdate()


def gestern():
    return heute() - timedelta(days=1)


def morgen():
    return heute() + timedelta(days=1)
