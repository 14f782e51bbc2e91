"""What reading a profile page yields. Data only."""

from dataclasses import dataclass, field

# Sections that hold points, by their key in `Profiltext.als_dict`; order of the brochure page.
ABSCHNITTE = (
    "interesse",
    "teilnehmende",
    "themen",
    "ergebnisse_kommunal",
    "kommunal_in_planung",
    "clusteruebergreifend",
    "clusteruebergreifend_in_planung",
    "besonderheiten",
    "fussnoten",
)
KOPF = ("rolle", "kommune", "web", "bundesland", "cluster", "modellkommune", "partnerkommunen")


class KeinProfil(Exception):
    """The text cannot be read as one profile page. The message is German and may be shown."""


@dataclass(frozen=True)
class Hinweis:
    """
    One thing a person should look at before the page is taken over.

    `art` lets a review page offer the fitting action (»mit nächstem Punkt verbinden« for
    "umbruch"); `zeile` counts from 1 and is None for what concerns the page as a whole.
    """

    art: str
    text: str
    zeile: int | None = None

    def __str__(self):
        return f"Zeile {self.zeile}: {self.text}" if self.zeile else self.text


@dataclass
class Punkt:
    """
    One entry of a section: a bullet or a paragraph with the lines that belong to it.

    `zeichen` is the kind of list sign it began with, None for a paragraph.
    """

    zeile: int
    zeichen: str | None
    einzug: int
    teile: list[str]
    unterpunkte: list[str] = field(default_factory=list)
    # Its last line on the page.
    bis: int | None = None

    @property
    def text(self):
        return "\n".join(teil for teil in self.teile if teil)

    @property
    def ist_absatz(self):
        return self.zeichen is None

    @property
    def ist_zwischentitel(self):
        """Whether this is a heading inside the section (»Qualifizierung von Fachkräften:«)."""
        return self.ist_absatz and "\n" not in self.text and self.text.rstrip().endswith(":")


@dataclass
class Profiltext:
    rolle: str | None = None
    kommune: str | None = None
    web: str | None = None
    bundesland: str | None = None
    cluster: int | None = None
    modellkommune: str | None = None
    partnerkommunen: list[str] = field(default_factory=list)
    # None: the page has no such section. Empty: it has the heading and nothing below.
    interesse: list[str] | None = None
    teilnehmende: list[str] | None = None
    themen: list[str] | None = None
    ergebnisse_kommunal: list[str] | None = None
    kommunal_in_planung: list[str] | None = None
    clusteruebergreifend: list[str] | None = None
    clusteruebergreifend_in_planung: list[str] | None = None
    # A page that leaves these two out says nothing by it: they are empty, never None. Whether
    # there is a heading at all is seen in `punkte`.
    besonderheiten: list[str] = field(default_factory=list)
    fussnoten: list[str] = field(default_factory=list)
    # The same entries with their line and form, for whoever shows original and reading side by
    # side; participants appear here as the point they stood in, above as single items.
    punkte: dict[str, list[Punkt]] = field(default_factory=dict)
    # Lines that belong to no field: (line, text). Nothing of the page is dropped unseen.
    streuzeilen: list[tuple[int, str]] = field(default_factory=list)
    hinweise: list[Hinweis] = field(default_factory=list)
    unvollstaendig: bool = False
    # Of the decoded text: the same page saved with other line ends is the same page.
    pruefsumme: str = ""

    @property
    def warnungen(self):
        """Return the Hinweise as German sentences, in the order of the page."""
        return [str(hinweis) for hinweis in sorted(self.hinweise, key=lambda h: h.zeile or 0)]

    def als_dict(self):
        """Return exactly the page's own statements: no warnings, nothing derived."""
        return {name: getattr(self, name) for name in (*KOPF, *ABSCHNITTE)}
