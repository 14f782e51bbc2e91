from django.db.models import TextChoices


class Dateiart(TextChoices):
    """What may be kept. The value is the ending of the file's name."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word-Dokument"
    XLSX = "xlsx", "Excel-Tabelle"
    PPTX = "pptx", "PowerPoint-Präsentation"
    ODT = "odt", "OpenDocument-Text"
    ODS = "ods", "OpenDocument-Tabelle"
    ODP = "odp", "OpenDocument-Präsentation"
    JPG = "jpg", "Bild (JPG)"
    PNG = "png", "Bild (PNG)"
    TXT = "txt", "Text"
