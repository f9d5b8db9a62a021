"""ONIX for Books 2.1, 3.0 and 3.1 → records, product by product. Free of Django."""

from elibrary.catalogue.onix.product import records

__all__ = ["records"]
