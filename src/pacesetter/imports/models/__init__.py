"""Imports: what was brought in, from which file, and what was wrong with it."""

from pacesetter.imports.models.batch import BatchState, ImportBatch
from pacesetter.imports.models.problem import ImportProblem

__all__ = ["BatchState", "ImportBatch", "ImportProblem"]
