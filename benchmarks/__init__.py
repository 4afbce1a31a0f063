"""Programs that measure the product, each printing ratios between things measured in one run. See docs/performance.md.

They write into the database that PACESETTER_DATABASE_URL names, which should be one made for this.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()
