from django.db import IntegrityError, models, transaction


class EinmalGesendet(models.Model):
    """What a form creates: the form has a key, and two submissions of it make one row."""

    formular = models.UUIDField(null=True, unique=True, default=None, editable=False)

    class Meta:
        abstract = True

    def lege_an(self):
        """
        Save, unless the same form has done so already; say whether a row is new.

        Two requests at once wait for each other at the unique index, so this holds for them too.
        """
        if self.formular is None:
            self.save()
            return True
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            if not type(self).objects.filter(formular=self.formular).exists():
                raise
            return False
        return True
