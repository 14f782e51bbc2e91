from django.db import models


class OeffentlichQuerySet(models.QuerySet):
    """Rows that are public: territory, projects, clusters, who takes part in them."""

    def visible_to(self, user):
        """Return all rows: everybody may know of them, signed in or not."""
        return self.all()
