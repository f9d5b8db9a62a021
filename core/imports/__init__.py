"""Files that bring rows in, for every app: check (dry run) → report a line → apply; ``driver`` is the flow."""
