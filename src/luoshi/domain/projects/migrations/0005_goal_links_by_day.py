from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_reserve"),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="projectgoal", name="project_goal_once"),
        migrations.AddConstraint(
            model_name="projectgoal",
            constraint=models.UniqueConstraint(fields=("project", "goal", "added_on"), name="project_goal_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="projectgoal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_on__isnull", True)),
                fields=("project", "goal"),
                name="project_goal_open_once",
            ),
        ),
    ]
