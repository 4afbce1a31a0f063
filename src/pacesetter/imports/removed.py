"""What taking an import back has removed so far: kept with the import, so that a run which goes on where another was
cut off counts the whole."""

from pacesetter.imports.models import ImportBatch


def removed_so_far(batch: ImportBatch) -> dict[str, int]:
    """By sort of record."""
    kept: dict[str, dict[str, int]] = batch.taken_back or {}
    return {**kept.get("removed", {})}


def note_removed(batch: ImportBatch, name: str, number: int) -> int:
    """Add to it, in the transaction that removes them and holds the import. Returns how many of these are gone."""
    removed = removed_so_far(batch)
    removed[name] = removed.get(name, 0) + number
    batch.taken_back = {"removed": removed, "kept": {}}
    batch.save(update_fields=["taken_back"])
    return removed[name]
