"""The entry point of the installed commands: answers ``--version`` without importing anything else."""

import sys


def main() -> None:
    """Run the command line of this process and exit."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from plaincrm import __version__

        print(f"plaincrm {__version__}")
        return
    from plaincrm.cli.main import main as run_and_exit

    run_and_exit()
