from django.urls import path

from fallanalyse.views import einladung

app_name = "einladung"

urlpatterns = [
    path("", einladung.OeffnenView.as_view(), name="oeffnen"),
    path("annehmen/", einladung.AnnehmenView.as_view(), name="annehmen"),
]
