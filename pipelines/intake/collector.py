"""Making very many small objects at once."""

import gc
from contextlib import contextmanager


@contextmanager
def collector_paused():
    """Reading and judging make very many small objects that all stay: looking for garbage among them costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
