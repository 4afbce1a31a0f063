"""WorkflowMax by BlueRock, API V1 (XML), for organisations that V2 is not open to.

By the vendor's OpenAPI document 0.1. Xero Practice Manager speaks the same XML at another address.
"""
