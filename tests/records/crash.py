"""Run as a program: writers that are killed, and a disk that fills. Prints what was acknowledged as JSON.

python crash.py kills FOLDER N      N writers one after another, each killed with SIGKILL while it saves
python crash.py full FOLDER         saves, an upload and a backup under a limit on file size
"""

import functools
import json
import os
import random
import resource
import signal
import sys
import time
from pathlib import Path

from pipelines.errors import PipelineError
from pipelines.types import Decision
from review_app.records import CaseDraft, add_file, backup, create_case, enter, list_files, open_store, read_decisions, save_decision


def new_file(store):
    desk = enter(store)
    return desk, add_file(desk, create_case(desk, CaseDraft("Quy chế", not_secret=True)).id, b"du thao", "a.docx")


def kills(folder: Path, times: int) -> dict:
    store = open_store(folder)
    _, file = new_file(store)
    store.close()
    chance = random.Random(5)
    acknowledged: list[str] = []
    for number in range(times):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            save_until_killed(folder, file.id, number, writer)
        os.close(writer)
        with os.fdopen(reader, encoding="ascii") as lines:
            first = lines.readline()
            time.sleep(chance.uniform(0, 0.05))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged += [line.strip() for line in [first, *lines] if line.endswith("\n")]
    return {"file": file.id, "acknowledged": acknowledged}


def save_until_killed(folder: Path, file_id: int, number: int, out: int) -> None:
    desk = enter(open_store(folder))
    for step in range(10**6):
        save_decision(desk, file_id, Decision(f"F{number}_{step}", "gop_y", "ý kiến " * 50), 0)
        os.write(out, f"F{number}_{step}\n".encode())


def full(folder: Path) -> dict:
    store = open_store(folder / "kho")
    desk, file = new_file(store)
    for _ in range(2):  # together larger than the limit, so that only the backup's archive meets it
        add_file(desk, file.case_id, os.urandom(400_000), "phu-luc.docx", "phu_luc")
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, resource.RLIM_INFINITY))
    told = {
        "backup": attempt(lambda: backup(store, folder / "sao-luu.zip")),
        "upload": attempt(lambda: add_file(desk, file.case_id, os.urandom(800_000), "b.docx")),
    }
    saved = 0
    while (outcome := attempt(functools.partial(save, desk, file.id, f"F{saved}"))) == "done":
        saved += 1
    left = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    save_decision(desk, file.id, Decision("sau", "gop_y"), 0)
    stored, originals = read_decisions(desk, file.id), list_files(desk, file.case_id)
    known = sorted(f"kho/files/{each.case_id}/{each.sha256}" for each in originals)
    return {"told": {**told, "save": outcome}, "saved": saved, "stored": len(stored), "originals": known, "left": left}


def save(desk, file_id: int, finding: str) -> None:
    save_decision(desk, file_id, Decision(finding, "gop_y", "x" * 15_000), 0)


def attempt(work) -> str:
    """"done", or the code of the error."""
    try:
        work()
    except PipelineError as error:
        return error.code
    return "done"


if __name__ == "__main__":
    if sys.argv[1] == "kills":
        print(json.dumps(kills(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(json.dumps(full(Path(sys.argv[2]))))
