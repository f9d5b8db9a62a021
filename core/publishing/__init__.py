"""What every kind of page that editors draft and approve has in common: it is whole, seen by a second person, reviewed."""
