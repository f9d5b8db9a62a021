"""Full-text search: Indonesian analysis, a query tree, engines behind one protocol, providers registered by apps.

Apps use ``core.search.registry``, ``core.search.services`` and ``core.search.protocol.Document``.
"""
