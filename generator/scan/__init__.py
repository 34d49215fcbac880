"""Turn scanned answer sheets into readings, with a doubt where a mark is not clear.

`pages.pictures` opens the files that hold sides, `read.read_picture` reads one side. Nothing heavy is imported here.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy starts: sheets are read side by side, a process for each core
