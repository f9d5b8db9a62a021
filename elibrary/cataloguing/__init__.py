"""What a librarian writes about a book, by rule: classes, call numbers, headings. Free of Django."""
