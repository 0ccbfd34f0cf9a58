"""One way to time a piece of work beside others on a busy machine."""

import time


def best(act, rounds: int = 5) -> float:
    """Processor seconds of the fastest of a few rounds: the least disturbed one."""
    times = []
    for _ in range(rounds):
        clock = time.process_time()
        act()
        times.append(time.process_time() - clock)
    return min(times)
