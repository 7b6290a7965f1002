#!/usr/bin/env python3
"""Django's command line, for those who build Luoshi."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
