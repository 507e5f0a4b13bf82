"""The installed commands: a launcher that imports plaincrm and nothing else.

The one that pip writes for an entry point may import `re` first, which takes half as long as Python's own
start. Windows runs only an .exe, so there they are entry points.
"""

import sys

from setuptools import setup

COMMANDS = ("plaincrm", "crm", "git-crm")

if sys.platform == "win32":
    setup(entry_points={"console_scripts": [f"{name} = plaincrm.cli.entry:main" for name in COMMANDS]})
else:
    setup(scripts=[f"bin/{name}" for name in COMMANDS])
