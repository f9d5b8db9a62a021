"""Yearly review of what is public (keputusan, komponen 14): when it is due, who is told, and how it is marked as done."""
