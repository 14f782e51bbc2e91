"""Text as the detectors expect it: what looks the same is the same, what is invisible is gone."""

import unicodedata

# Different signs for the same thing, one for one.
_EINERLEI = str.maketrans(
    dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
        "\u205f\u3000\t\v\f\u2026",
        " ",
    )
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
)


def glaette(text):
    """
    Return the text as the patterns expect it, and a function from its places to those of `text`.

    What cannot be seen (soft hyphens, marks of direction) and what looks the same (composed and
    decomposed umlauts, wide digits) must not hide anything.
    """
    glatt = text.translate(_EINERLEI)
    if unicodedata.is_normalized("NFKC", glatt) and not any(map(_is_unsichtbar, set(glatt))):
        return glatt, lambda stelle: stelle
    zeichen, stellen = [], []
    for stelle, eines in enumerate(glatt):
        if _is_unsichtbar(eines):
            continue
        if unicodedata.combining(eines) and zeichen:
            verbunden = unicodedata.normalize("NFC", zeichen[-1] + eines)
            if len(verbunden) == 1:
                zeichen[-1] = verbunden
                continue
        for eines_glatt in unicodedata.normalize("NFKC", eines):
            zeichen.append(eines_glatt)
            stellen.append(stelle)
    return "".join(zeichen), stellen.__getitem__


def spanne(text, stelle_of, start, end):
    """Return the places in `text` of this smoothed part, the marks of its last letter too."""
    von, bis = stelle_of(start), stelle_of(end - 1) + 1
    while bis < len(text) and unicodedata.combining(text[bis]):
        bis += 1
    return von, bis


def _is_unsichtbar(zeichen):
    return unicodedata.category(zeichen) == "Cf"
