"""The web server's way in."""

import os
import sys

from django.core.wsgi import get_wsgi_application

# A thread that writes lets go of the interpreter at every statement and waits up to one interval for each thread that
# renders a page meanwhile, with the whole database waiting behind it (docs/decisions/deadline-hour.md).
sys.setswitchinterval(0.0005)  # seconds; Python's own is 0.005

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
application = get_wsgi_application()
