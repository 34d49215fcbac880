"""Turn an order on standard input into a paper on standard output, inside limits that the operating system keeps."""

from __future__ import annotations

import resource
import sys

from generator.assemble.order import CPU_SECONDS, MEMORY, answer


def main() -> None:
    """Set the limits before anything of the bank is read."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if sys.platform == "linux":  # macOS refuses limits on the address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answer(sys.stdin.read(), lambda line: print(line, end="", flush=True))


if __name__ == "__main__":
    main()
