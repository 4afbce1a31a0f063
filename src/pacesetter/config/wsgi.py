"""The web application for WSGI servers: `pacesetter serve` runs this one."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings")
application = get_wsgi_application()
