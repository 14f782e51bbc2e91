from django.http import JsonResponse
from django.views.decorators.http import require_POST

from fallanalyse import permissions
from fallanalyse.models import Anwesenheit
from fallanalyse.views.laden import get_analyse
from kinderschutz.background import background


@background
@require_POST
def anwesend(request, pk, schritt):
    """
    Note that she has this step open, and tell who else of the team is in the analysis.

    Answers JSON: {"hier": [name], "anderswo": [{"name", "schritt"}]}.
    """
    analyse = get_analyse(request, pk)
    permissions.require_known(schritt in analyse.alle_schritte)
    permissions.require(permissions.can_fassungen(request.user, analyse))
    Anwesenheit.melde(analyse, schritt, request.user)
    andere = Anwesenheit.andere(analyse, schritt, request.user)
    return JsonResponse(
        {
            "hier": andere.hier,
            "anderswo": [{"name": name, "schritt": wo} for name, wo in andere.anderswo],
        }
    )
