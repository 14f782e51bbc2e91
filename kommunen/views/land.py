from django.http import Http404
from django.views.generic import TemplateView

from kommunen import permissions
from kommunen.forms import StichtagForm
from kommunen.landesuebersicht import landestabelle


class LandesuebersichtView(TemplateView):
    template_name = "kommunen/landesuebersicht.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        permissions.require(permissions.can_landesuebersicht(user))
        wahl = StichtagForm(self.request.GET, user=user)
        if not wahl.is_valid():
            raise Http404
        stichtag = wahl.cleaned_data["stichtag"]
        return super().get_context_data(
            land=user.rolle.bundesland,
            wahl=wahl,
            stichtag=stichtag,
            tabelle=landestabelle(user, stichtag) if stichtag else None,
            **kwargs,
        )
