"""People from a spreadsheet: extract (in the sandbox) → records → compare; ``lms.services.people_import`` applies."""
