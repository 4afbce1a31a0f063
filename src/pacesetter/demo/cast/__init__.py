"""Who and what the demo organisation consists of, as plain values: people, activity types, KPIs, targets, companies."""
