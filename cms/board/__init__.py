"""The editors' board: every service standard with what it lacks, who answers for it, and when it is to be reviewed."""
