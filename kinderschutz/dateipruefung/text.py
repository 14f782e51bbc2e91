"""Plain text: whatever an editor wrote it in, kept as UTF-8."""

import codecs

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# No editor writes them, and on a screen some of them act.
CONTROLS = bytes(code for code in range(0x20) if chr(code) not in "\t\n\f\r") + b"\x7f"


def lies(inhalt):
    """Return the text in these bytes as UTF-8, None if they are none."""
    # Windows' editor calls them »UTF-8«, »Unicode« and »ANSI«.
    for encoding in ["utf-16"] if inhalt.startswith(UTF16) else ["utf-8-sig", "cp1252"]:
        try:
            text = inhalt.decode(encoding).encode()
        except UnicodeError:
            continue
        return text if len(text.translate(None, CONTROLS)) == len(text) else None
    return None
