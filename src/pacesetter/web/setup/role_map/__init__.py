"""The picture of what leads to what: role, KPI, activity, category."""
