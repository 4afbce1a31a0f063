"""KPIs against roles, and KPIs against activities: a table of weights, where an empty cell is not mapped."""
