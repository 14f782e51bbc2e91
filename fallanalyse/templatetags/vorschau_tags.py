from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def gezeigte_seite(gezeigt):
    """Return the page an onlooker gets; our own templates have escaped what people typed."""
    return SafeString(gezeigt.inhalt)
