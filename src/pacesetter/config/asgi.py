"""The web application for ASGI servers, where one is preferred."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings")
application = get_asgi_application()
