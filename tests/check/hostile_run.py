"""Turn a folder of hostile topic files into a report as JSON, in a process with limits: what `test_hostile_questions` starts.

Called with the folder and the most bytes that may be used on top of what Python and our modules need.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from generator.bank.read import read_banks
from generator.bank.topics import TopicFile, read_topic
from generator.check.run import check_bank


def main(folder: Path, memory: int) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
    if pages:
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    seconds: dict[str, float] = {}

    def timed(data: bytes, file: str, bank: str, chapter: str, name: str) -> TopicFile:
        started = time.process_time()
        found = read_topic(data, file, bank, chapter, name)
        seconds[name] = time.process_time() - started
        return found

    reading = read_banks([folder], read=timed)
    report = check_bank(reading, workers=2)
    problems = [
        {"file": one.place.file, "rule": one.rule, "severity": one.severity, "message": one.message, "got": one.got}
        for one in report.problems
    ]
    print(json.dumps({"seconds": seconds, "problems": problems, "proved": sorted(report.proofs)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
