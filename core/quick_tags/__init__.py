"""Tags of Django that every page uses by the dozen, answering from memory what can't change while the process runs.

They stand in the place of Django's own, under the same names and with the same results.
"""
