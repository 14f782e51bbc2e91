"""What the gate adds to a text that is read."""

from django import template

register = template.Library()


@register.filter
def markiert(text, markierung):
    """Return the text with the marks of the gate; `markierung` None: as it is."""
    if not markierung or not text:
        return text
    return markierung.in_html(str(text))
