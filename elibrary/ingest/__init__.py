"""From a file to pages: ``pdf`` (in the sandbox) → ``extract`` (frozen records) → ``apply`` (storage and database)."""
