"""Runs that are killed at chosen moments or run out of disk; a program of its own, for it forks.

Standard input holds orders as JSON: `out`, where a run writes; `after`, the seconds after which it
is killed; and `longest`, the bytes at which its files end, both or either null. For each order
one line tells how the run ended, after how many seconds, and its error. Whatever runs need is
loaded before, so that moments fall into the work.
"""

import json
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

from iusml.batch.engines import InProcess
from iusml.batch.keys import digest
from iusml.batch.run import run
from iusml.records import Report
from iusml.store.outputs import open_output


def main() -> None:
    """Carry out the orders one after the other."""
    template = Report.model_validate_json(Path("template.json").read_text("utf-8"))
    assert threading.active_count() == 1, "a fork copies only one thread"
    for line in sys.stdin:
        order = json.loads(line)
        began = time.monotonic()
        process = os.fork()
        if not process:
            work(order["out"], order["longest"], template)
        if order["after"] is not None:
            time.sleep(order["after"])
            os.kill(process, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        took = time.monotonic() - began
        said = Path("error.txt").read_text("utf-8") if status == 1 else ""
        print(json.dumps({"status": status, "seconds": took, "error": said}), flush=True)


def work(out: str, longest: int | None, template: Report) -> None:
    """Write what lies in the folder `in` to `out`, and end."""

    def extract(path: Path) -> Report:
        report = template.model_copy(deep=True)
        report.document.path, report.document.sha256 = str(path), digest(path)
        return report

    if longest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))
    try:
        for _ in run(["in"], open_output(out), InProcess(extract), "m"):
            pass
    except BaseException as error:
        Path("error.txt").write_text(str(error), "utf-8")
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
