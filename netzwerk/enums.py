"""Value lists of netzwerk. Data only: no queries, no permissions."""

from django.db import models


class Netzwerkebene(models.TextChoices):
    LENKUNGSKREIS = "lenkungskreis", "Lenkungskreis"
    STRUKTURNETZWERK = "strukturnetzwerk", "Strukturnetzwerk"
    HANDLUNGSNETZWERK = "handlungsnetzwerk", "Handlungsnetzwerk"


class Netzwerkrechtsgrundlage(models.TextChoices):
    LKINDSCHUG = "lkindschug", "§ 3 LKindSchuG"
    KKG = "kkg", "§ 3 KKG"
    SGB8 = "sgb8", "§ 78 SGB VIII"


class Veranstaltungsart(models.TextChoices):
    QE_WERKSTATT = "qe_werkstatt", "Qualitätsentwicklungswerkstatt"
    EXPERTENWORKSHOP = "expertenworkshop", "Expertenworkshop"
    FACHTAGUNG = "fachtagung", "Fachtagung"
    HOSPITATION = "hospitation", "Hospitation"
    NETZWERKKONFERENZ = "netzwerkkonferenz", "Netzwerkkonferenz"
    ARBEITSGRUPPE = "arbeitsgruppe", "Arbeitsgruppe"
    RUNDER_TISCH = "runder_tisch", "Runder Tisch"
