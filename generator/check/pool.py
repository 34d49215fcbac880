"""Turn many questions into proofs in several children at once; one that hangs, swells or dies costs its own question only."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import select
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence

from generator.check.frames import LARGEST, write_frame
from generator.check.worker import MEMORY, SECONDS
from generator.model.fact import Fact
from generator.model.problem import Problem
from generator.model.question import Question
from generator.model.record import ShapeError, build
from generator.model.resources import child_command, child_environment
from generator.realize.prove import Proof

WALL_SECONDS = 5 * SECONDS
COMMAND = child_command("generator.check.worker")
_MESSAGES = {
    "time": ("question-time", f"the proof did not finish within {SECONDS} s", "draw from smaller ranges, make lists shorter"),
    "memory": ("question-memory", f"the proof needs more than {MEMORY // 2**20} MB", "make lists and texts shorter"),
    "died": ("question-died", "the process that proved this question died", "make the question simpler, and report this"),
    "error": ("question-error", "the proof ended with an error of ours", "report this; a simpler question may do meanwhile"),
}


class Child:
    """One process that proves; `fresh` until it has answered once."""

    def __init__(self, facts: bytes) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=child_environment())
        self.fresh = True
        self._send(facts)

    def _send(self, data: bytes) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # a dead child is found when its answer is read
            write_frame(self.process.stdin, data)

    def _read(self, count: int, until: float) -> bytes:
        """So many bytes, or fewer when the child is at its end. Raises TimeoutError."""
        assert self.process.stdout is not None
        found = bytearray()
        while len(found) < count:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise TimeoutError
            part = os.read(self.process.stdout.fileno(), min(count - len(found), 1 << 20))
            if not part:
                break
            found += part
        return bytes(found)

    def prove(self, question: Question) -> Proof | str:
        """The proof, or one of the words of _MESSAGES (`error: what` for a bug of ours)."""
        self._send(pickle.dumps(question))
        until = time.monotonic() + WALL_SECONDS
        try:
            head = self._read(4, until)
            size = int.from_bytes(head, "big")
            data = self._read(size, until) if len(head) == 4 and size <= LARGEST else b""
        except TimeoutError:
            return "time"
        if not data or len(data) < size:
            return "time" if self._exit_code() == -signal.SIGXCPU else "died"
        self.fresh = False
        answer = json.loads(data)
        if "proof" not in answer:
            return f"error: {answer['what']}" if answer["failed"] == "error" else str(answer["failed"])
        with contextlib.suppress(ShapeError):
            proof: Proof = build(Proof, answer["proof"])
            return proof
        return "died"

    def _exit_code(self) -> int | None:
        """How it ended, or None where it has not: then it sent something that is no answer."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(timeout=1)
        return None

    def end(self) -> None:
        """Kill it and close its pipes."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def failed(question: Question, outcome: str) -> Problem:
    """The problem that stands for a proof that could not be had."""
    word, _, what = outcome.partition(": ")
    rule, message, hint = _MESSAGES[word]
    return Problem(question.place, rule, message, got=what, hint=hint)


class _Driver(threading.Thread):
    """Hands questions to one child after the other; what comes out goes to `results`, the driver's own trouble as well."""

    def __init__(self, questions: queue.SimpleQueue[Question], facts: bytes, results: queue.SimpleQueue[object]) -> None:
        super().__init__(daemon=True)
        self.questions, self.facts, self.results = questions, facts, results
        self.child: Child | None = None
        self.stopped = False

    def run(self) -> None:
        try:
            while not self.stopped:
                question = self.questions.get_nowait()
                self.results.put((question, self._prove(question)))
        except queue.Empty:
            pass
        except BaseException as error:
            self.results.put(error)
        finally:
            self._replace(None)

    def _prove(self, question: Question) -> Proof | str:
        """A question that fails in a child that has worked before gets another try in a fresh one."""
        child = self.child or self._replace(Child(self.facts))
        assert child is not None
        was_fresh = child.fresh
        outcome = child.prove(question)
        if isinstance(outcome, str):
            self._replace(None)
            if outcome in ("memory", "died") and not was_fresh and not self.stopped:
                return self._prove(question)
        return outcome

    def _replace(self, child: Child | None) -> Child | None:
        if self.child is not None:
            self.child.end()
        self.child = child
        return child


def prove_all(questions: Sequence[Question], facts: Mapping[str, Fact], workers: int) -> Iterator[tuple[Question, Proof | Problem]]:
    """Each question with its proof, or with the problem that stands for it, in the order in which they are done."""
    waiting: queue.SimpleQueue[Question] = queue.SimpleQueue()
    for question in questions:
        waiting.put(question)
    results: queue.SimpleQueue[object] = queue.SimpleQueue()
    pickled = pickle.dumps(dict(facts))
    drivers = [_Driver(waiting, pickled, results) for _ in range(max(1, min(workers, len(questions))))]
    for driver in drivers:
        driver.start()
    try:
        for _ in questions:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            assert isinstance(result, tuple)
            question, outcome = result
            yield question, failed(question, outcome) if isinstance(outcome, str) else outcome
    finally:
        for driver in drivers:
            driver.stopped = True
        for driver in drivers:
            driver.join()
