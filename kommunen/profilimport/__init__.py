"""
Reads the profile page of a Kommune from plain text, and writes it as such.

Pure reading: no database, no files. What the page says is kept to the letter; what looks wrong
is named in a warning, never repaired. Taking the result over is the job of `profiluebernahme`.
"""

from kommunen.profilimport.leser import lies
from kommunen.profilimport.profiltext import Hinweis, KeinProfil, Profiltext, Punkt
from kommunen.profilimport.schreiben import normalform, schreibe

__all__ = ["Hinweis", "KeinProfil", "Profiltext", "Punkt", "lies", "normalform", "schreibe"]
