"""
Who hears that the Datenschutz looked up by person what happened to an object.

kommunen knows entries of the audit trail, not what they speak of: the app that owns the object
tells it to the people concerned. Each registers in AppConfig.ready.
"""

_melder = []


def registriere(melder):
    """Add a function that takes the Kennung of the object."""
    if melder not in _melder:
        _melder.append(melder)


def melde(kennung):
    for melder in _melder:
        melder(kennung)
