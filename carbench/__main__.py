"""`python -m carbench` is `carbench`."""

import sys

from carbench.cli import main

if __name__ == "__main__":
    sys.exit(main())
