"""``python -m autograder …``: the command line of a lecturer's machine."""

import sys

from autograder.cli import main

if __name__ == "__main__":
    sys.exit(main())
