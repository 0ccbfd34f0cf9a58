"""Making very many small objects at once."""

import gc
from contextlib import contextmanager


@contextmanager
def collector_paused():
    """Reading makes hundreds of thousands of small objects that all stay: looking for garbage among them costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
