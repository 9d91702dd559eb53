"""`python -m realtalk.weights list|fetch|verify`: for set-up, which needs the models and nothing else."""

from __future__ import annotations

import argparse
import sys

from realtalk.errors import RealTalkError
from realtalk.weights.command import add_models_command

parser = argparse.ArgumentParser(prog="python -m realtalk.weights")
add_models_command(parser.add_subparsers(required=True))
arguments = parser.parse_args(["models", *sys.argv[1:]])
try:
    sys.exit(arguments.run(arguments))
except RealTalkError as error:
    sys.exit(f"{error}")
