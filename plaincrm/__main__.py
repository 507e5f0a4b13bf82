"""``python -m plaincrm`` is the same as ``plaincrm``."""

from plaincrm.cli.entry import main

if __name__ == "__main__":
    main()
