from kommunen.schreibweise import slug_for


def freie_adresse(row, name):
    """Return the name as slug for this new row, with a number if another row has it already."""
    model = type(row)
    # Room for the number.
    slug = slug_for(name)[: model._meta.get_field("slug").max_length - 5] or "ohne-namen"
    vergeben = set(
        model.objects.filter(slug__startswith=slug)
        .exclude(pk=row.pk)
        .values_list("slug", flat=True)
    )
    nummer, frei = 1, slug
    while frei in vergeben:
        nummer += 1
        frei = f"{slug}-{nummer}"
    return frei
