"""Imports in threads, one thread at a time.

While one thread imports a package, another that imports a module of it may be handed half of it (CPython
gives up its locks where two threads wait for each other) and fails with "partially initialized module". The
first page after a start met that once in 25 times.
"""

from __future__ import annotations

import threading

ONE_AT_A_TIME = threading.RLock()
"""Held for each import that does not stand at the head of a module, and around those of a page."""
