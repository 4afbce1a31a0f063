"""WorkflowMax by BlueRock, API V2 (JSON).

The vendor's document is behind a log-in; what is known of it, and how surely, stands in `tests/contract.py`. Hosts are
settings, since the vendor has moved them before.
"""
