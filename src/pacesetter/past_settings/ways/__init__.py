"""How each sort of event is put back: one file per room whose verbs it takes."""
