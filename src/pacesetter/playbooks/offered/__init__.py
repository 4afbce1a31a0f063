"""The playbooks of the product: one file each, and `shared.py` for the activities that several of them have."""
