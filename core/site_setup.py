"""What every site stands on, with demo content or without: index pages and who may work on them.

Apps register their part in ``ready``: the information site 20, learning 30. ``core.services.site_setup`` runs them.
"""

from core.steps import Steps

site_setup = Steps()
register_site_setup = site_setup.add
