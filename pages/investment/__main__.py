"""`python -m pages.investment`: see command.py."""

import sys

from pages.investment.command import main

if __name__ == "__main__":
    sys.exit(main())
