"""Questions from a spreadsheet: extract (in the sandbox) → records → compare; services/questions_import.py applies."""
