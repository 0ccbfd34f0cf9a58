"""The reading process: takes one file on standard input, answers with JSON lines on standard output, writes nothing else anywhere.

A hostile file can at worst end this process. Request: one JSON line, then the file's bytes.
Answers (wire.Answer): progress any number of times, then a reading or a refusal.
"""

import sys
from contextlib import suppress

from pipelines.errors import DamagedFile, IntakeError, ReadTimeout
from pipelines.intake import formats, wire
from pipelines.intake.child import answer_stream, place_of

MEMORY = 2**30  # bytes of address space


def main() -> None:
    answer = answer_stream()
    request = wire.request_of(sys.stdin.buffer.readline())
    _limit(request["cpu_seconds"])

    def progress(share: float, label: str) -> None:
        answer.write(wire.to_line(wire.Answer(progress=(share, label))))
        answer.flush()

    answer.write(_answer(request, sys.stdin.buffer.read(), progress))
    answer.flush()


def _answer(request: dict, data: bytes, progress) -> bytes:
    try:
        return wire.to_line(wire.Answer(reading=formats.read_here(data, request, progress)))
    except IntakeError as error:
        return wire.to_line(wire.refuse(error))
    except MemoryError:
        return wire.to_line(wire.refuse(ReadTimeout()))
    except Exception as error:  # noqa: BLE001 - whatever a file provokes becomes a named refusal; the place goes to the log
        return wire.to_line(wire.refuse(DamagedFile(), place_of(error)))


def _limit(cpu_seconds: int | None) -> None:
    """Where the system can: memory, processor time, no core dump, no file written. Elsewhere the parent watches."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": cpu_seconds, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0}
    for name, limit in limits.items():
        if limit is not None and hasattr(resource, name):
            hard = resource.getrlimit(getattr(resource, name))[1]
            soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            with suppress(ValueError, OSError):  # macOS refuses some of them; the parent watches there
                resource.setrlimit(getattr(resource, name), (soft, hard))


if __name__ == "__main__":
    main()
