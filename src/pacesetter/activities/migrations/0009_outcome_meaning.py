"""Give outcomes a meaning, and set it for those that were known by their names until now."""

from django.db import migrations, models

# The names as they were known when this was written, bare of all but letters and digits.
_KNOWN = {
    "held": ("held", "stattgefunden", "tookplace", "attended", "completed", "happened", "met", "fandstatt", "durchgeführt"),
    "no_show": (
        "noshow", "nichterschienen", "didnotattend", "didnotshowup", "didnotshow", "absent", "nichtgekommen",
    ),
    "called_off": (
        "declined", "abgesagt", "declinedbyall", "calledoff", "cancelled", "canceled", "abgelehnt", "vonallenabgelehnt",
    ),
}  # fmt: skip
_MEANINGS = {name: meaning for meaning, names in _KNOWN.items() for name in names}


def set_by_name(apps, schema_editor):
    outcomes = apps.get_model("activities", "Outcome")._base_manager
    for pk, name in outcomes.values_list("pk", "name").iterator():
        meaning = _MEANINGS.get("".join(sign for sign in name.casefold() if sign.isalnum()))
        if meaning:
            outcomes.filter(pk=pk).update(meaning=meaning)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0008_contact_days_of_new_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="meaning",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "nothing in particular"),
                    ("held", "it took place"),
                    ("no_show", "they did not come"),
                    ("called_off", "it was called off"),
                ],
                db_default="",
                default="",
                max_length=12,
                verbose_name="meaning",
            ),
        ),
        migrations.RunPython(set_by_name, migrations.RunPython.noop),
    ]
