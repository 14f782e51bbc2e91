"""What a page asks by itself, while nobody need sit before it."""


def background(view):
    """
    Mark a view that a page calls by itself.

    It prolongs no session, and a call that goes well is no change for the audit trail. A refused
    one stays there.
    """
    view.is_background = True
    return view


def is_background(request):
    """Say whether this request was the page's own, nobody's act."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "is_background", False)
