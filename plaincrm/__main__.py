"""``python -m plaincrm`` is the same as ``plaincrm``."""

from plaincrm.cli.main import main

if __name__ == "__main__":
    main()
