"""Reminders of a class: when it begins, when it ends, and that it waits. Each once, few, and switched off with one tap."""
