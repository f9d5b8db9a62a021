"""A publisher's catalogue on its way in: a file or feed → typed records (extract) → offers (apply)."""
