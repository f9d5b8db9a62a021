"""What ``make run`` shows beside the site itself.

Apps register seeds in ``ready``: accounts 10, content 20, classes 30, books 40.
"""

from core.steps import Steps

demo_seeds = Steps()
register_demo_seed = demo_seeds.add
