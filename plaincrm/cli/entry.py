"""The entry point of the installed commands: answers ``--version`` without importing anything else."""

import gc
import sys


def main() -> None:
    """Run the command line of this process and exit."""
    gc.set_threshold(20_000, 50, 50)  # while modules load there is no garbage to look for
    if sys.argv[1:] in (["--version"], ["-V"]):
        from plaincrm import __version__

        print(f"plaincrm {__version__}")
        return
    from plaincrm.cli.main import main as run_and_exit

    run_and_exit()
