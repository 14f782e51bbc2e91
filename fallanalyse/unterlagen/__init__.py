"""
What the office needs on paper: filled from the application, to be completed and decided by people.

Each module has NAME, TITEL, WOFUER and `dokument(tatsachen)`.
"""

from fallanalyse.unterlagen import (
    dienstvereinbarung,
    folgenabschaetzung,
    information,
    verzeichnis,
)

UNTERLAGEN = {
    eine.NAME: eine for eine in (information, verzeichnis, dienstvereinbarung, folgenabschaetzung)
}
