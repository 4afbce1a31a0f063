"""How the cast and the script become rows: through the verbs, each standing at the moment at which it would have been
used, and through the importer."""
