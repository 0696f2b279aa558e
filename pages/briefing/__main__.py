"""`python -m pages.briefing`: see command.py."""

import sys

from pages.briefing.command import main

if __name__ == "__main__":
    sys.exit(main())
