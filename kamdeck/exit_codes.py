"""How a command ends that is stopped by a signal: in a line, with the exit code of shells, after its clean-up.

It imports no library, so that it holds from the first line of the program on.
"""

import os
import signal
from types import FrameType

STOPPED = "\nStopped; no file was left half written."
STOPPED_CODE = 130
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, `kill`, a terminal that is closed, and Ctrl-Break on Windows."""


class Stopped(BaseException):
    """Raised where the program is when a signal stops it; `code` is the exit code, 128 and the signal's number.

    No `except Exception` takes it for an error of its own, and no library for a KeyboardInterrupt that it may ignore.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def stop_on_signals() -> None:
    """From now on signals raise `Stopped`; one that was ignored from the start, as by `nohup`, stays so."""
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    for name in SIGNALS:
        # Whoever stops it a second time does not want to wait for the clean-up.
        if getattr(signal, name, None) is not None:
            signal.signal(getattr(signal, name), _end_at_once)
    raise Stopped(128 + number)


def _end_at_once(number: int, frame: FrameType | None) -> None:
    os._exit(128 + number)
