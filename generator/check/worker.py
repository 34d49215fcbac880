"""Turn questions on standard input into proofs on standard output: the child that proves, with limits on memory and time.

Frames are a length in four bytes and the data. The first frame holds the facts, each further one a question, both pickled by the
parent, who made them; answers are JSON, so that nothing a question does to its child can reach the parent as code.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import pickle
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.check.frames import read_frame, write_frame
from generator.check.playing import played
from generator.model.fact import Fact
from generator.model.question import Question
from generator.model.record import plain

SECONDS = 3
MEMORY = 512 * 1024 * 1024


def limit_memory() -> None:
    """So much more than what is mapped now; where the system does not know the limit, the time still ends a question."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def limit_time() -> None:
    """At most SECONDS of processor time from now on; then the system ends this process with SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = math.floor(used.ru_utime + used.ru_stime) + SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (end if hard == resource.RLIM_INFINITY else min(end, hard), hard))


def answer(question: Question, facts: Mapping[str, Fact]) -> dict[str, object]:
    """The proof as plain data, or why there is none: `memory`, or `error` with the kind of a bug of ours."""
    try:
        return {"proof": plain(played(question, facts))}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # a bug of ours must not end the run; it is reported at the question's place
        return {"failed": "error", "what": f"{type(error).__name__}: {str(error)[:200]}"}


def main() -> None:
    """Answer until the parent closes the pipe."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints by accident cannot be taken for an answer
    facts = pickle.loads(read_frame(incoming))
    limit_memory()
    while data := read_frame(incoming):
        question = pickle.loads(data)
        limit_time()
        write_frame(outgoing, json.dumps(answer(question, facts)).encode())


if __name__ == "__main__":
    main()
