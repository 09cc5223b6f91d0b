"""Writes cases as lines of JSON to standard output as they are made: kind, lines, expected entries to 25 digits.

Usage: python3 generate.py COUNT [SEED [KIND,.. [PROCESSES]]] (needs mpmath 1.3 and numpy)
Case i of a seed is the same whatever the count and the processes are.
"""

import itertools
import json
import multiprocessing
import multiprocessing.connection
import os
import random
import signal
import sys

import mpmath as mp

from further import KINDS
from kinds import expected

# Of the processor: references that take longer are left out.
SECONDS = 1
TRIES = 60


def too_long(_signal, _frame):
    raise TimeoutError


def within_range(parts):
    """Some entry is a number that a double holds with all its digits, and none is infinite."""
    entries = [e for part in parts for e in part]
    return all("Inf" not in e for e in entries) and any(1e-300 < abs(float(e)) < 1e300 for e in entries)


def made(task):
    seed, index, kind = task
    draw, _, digits = KINDS[kind]
    random.seed(f"{seed} {kind} {index}")
    for _ in range(TRIES):
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            mp.mp.dps = 30
            case = draw()
            if case is None:
                continue
            case = case if isinstance(case, dict) else {"lines": case}
            reference = case.pop("reference", case["lines"])
            # A verdict has no digits.
            parts = [] if "verdict" in case else expected(reference, digits)
            if "verdict" in case or within_range(parts):
                return json.dumps({"kind": kind, "expected": parts, **case}, separators=(",", ":"))
        except (ArithmeticError, ValueError, TypeError, IndexError, TimeoutError, NotImplementedError, RecursionError):
            continue
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def tasks(count, seed, wanted):
    weights = [KINDS[k][1] for k in wanted]
    for i in range(count):
        random.seed(f"{seed} {i}")
        yield seed, i, random.choices(wanted, weights)[0]


BLOCK = 100


def write_block(lock, block):
    """In a process of its own, for GMP ends a process whose numbers grow too large."""
    signal.signal(signal.SIGVTALRM, too_long)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever reads may have enough.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for task in block:
        line = made(task)
        if line is not None:
            with lock:
                print(line, flush=True)


def main():
    count = int(sys.argv[1])
    seed = sys.argv[2] if len(sys.argv) > 2 else "1"
    wanted = sys.argv[3].split(",") if len(sys.argv) > 3 and sys.argv[3] else list(KINDS)
    processes = int(sys.argv[4]) if len(sys.argv) > 4 else os.cpu_count() or 1
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # The tables of the gamma function take seconds: what they hold is inherited.
    for mp.mp.dps in (60, 120, 240, 480, 700, 1400):
        mp.gamma(mp.mpf("1.3"))
    lock = multiprocessing.Lock()
    running = []
    left = tasks(count, seed, wanted)
    while block := list(itertools.islice(left, BLOCK)):
        while len(running) >= processes:
            multiprocessing.connection.wait([p.sentinel for p in running])
            running = [p for p in running if p.is_alive()]
        process = multiprocessing.Process(target=write_block, args=(lock, block), daemon=True)
        process.start()
        running.append(process)
        if any(p.exitcode == -signal.SIGPIPE for p in running):
            return
    for process in running:
        process.join()


if __name__ == "__main__":
    main()
