"""Let the to-dos of everybody be read in their order: a page of them took half a second where 60,000 were planned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0009_outcome_meaning")]

    operations = [
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", True), ("status", "planned")),
                fields=["organisation", "due_on", "due_at", "id", "owner"],
                name="activity_to_dos_in_order",
            ),
        ),
    ]
