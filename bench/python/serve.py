"""Times programs of one library, a request and an answer a line.

    {"do": "open", "id": 1, "program": "det", "args": {"n": 100}}   ->  {"answer": [..]}
    {"do": "time", "id": 1, "calls": 50}                            ->  {"seconds": 0.0012}

`serve.py numpy` serves numpy_programs.py, and so on; `serve.py --versions` names what can be imported.
"""

import importlib
import json
import os
import sys
import time


def versions():
    found = {"python": sys.version.split()[0]}
    for name in ("numpy", "torch", "jax", "casadi"):
        try:
            found[name] = importlib.import_module(name).__version__
        except Exception:
            pass
    return found


def entries(answer):
    """A list of at most 10,000 evenly spread entries of an answer, or of several one after the other."""
    import numpy as np

    parts = answer if isinstance(answer, (tuple, list)) else (answer,)
    flat = np.concatenate([np.asarray(part, dtype=float).ravel() for part in parts])
    return flat[:: max(1, -(-flat.size // 10_000))].tolist()


def timed(run, calls):
    begin = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - begin


def serve(library):
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    programs = importlib.import_module(f"{library}_programs")
    opened = {}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "open":
                run = opened[request["id"]] = getattr(programs, request["program"])(**request["args"])
                answer = {"answer": entries(run())}
            else:
                answer = {"seconds": timed(opened[request["id"]], request["calls"])}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if sys.argv[1] == "--versions":
    print(json.dumps(versions()))
else:
    serve(sys.argv[1])
