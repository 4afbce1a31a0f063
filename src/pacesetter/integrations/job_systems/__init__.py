"""Jobs in a job system, made from activities: one interface (`system.py`), whichever system it is.

`sending.py` makes a job in steps that can be taken up again after any interruption, and never makes two.
"""
