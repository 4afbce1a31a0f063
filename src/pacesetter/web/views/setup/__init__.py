"""Pages of the settings: the organisation and the KPI set-up."""
