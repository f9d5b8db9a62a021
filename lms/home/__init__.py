"""The participant's home: what to do next, which days are coming. Rules alone; ``lms.selectors_home`` reads."""
