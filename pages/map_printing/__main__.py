"""`python -m pages.map_printing`: see command.py."""

import sys

from pages.map_printing.command import main

if __name__ == "__main__":
    sys.exit(main())
