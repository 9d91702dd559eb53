"""python -m realtalk: the command line."""

import sys

from realtalk.cli import main

sys.exit(main())
