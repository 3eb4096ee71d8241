"""Ends a command: with its exit code, or one that a signal stops after its clean-up with a line of text.

This module imports no library, so that signals are handled from the program's first line on.
"""

import atexit
import os
import signal
import sys
from types import FrameType

# The line break is for terminals, which show Ctrl-C as ^C in the current line.
STOPPED = "\nStopped; no file was left half written."
STOPPED_CODE = 130
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Sent by Ctrl-C, by `kill`, when a terminal is closed, and by Ctrl-Break on Windows."""
# By name, since each system lacks some of them: Windows has no SIGHUP, and only Windows has SIGBREAK.


class Stopped(BaseException):
    """Raised when a signal stops the program; `code` is the exit code, 128 plus the signal's number.

    It derives from BaseException so that `except Exception` does not catch it, and not from KeyboardInterrupt, since
    some libraries ignore that.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class QuickEnd:
    """Ends the process after everything else that it does at its end, without freeing all objects one by one.

    That would take 20 ms. `code` is the exit code; None for an end that is left to Python.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        # What is registered first is called last. Programs that measure this one may have something to do after it.
        if sys.gettrace() is None and sys.getprofile() is None:
            atexit.register(self._end)

    def with_code(self, code: object) -> None:
        """Take the code of a `SystemExit`; one that is a text is printed by Python."""
        self.code = code if isinstance(code, int) else 0 if code is None else None

    def _end(self) -> None:
        if self.code is None:
            return
        try:
            for each in filter(None, (sys.stdout, sys.stderr)):
                each.flush()
        except (OSError, ValueError):
            # Python reports what could not be written, with an exit code of its own.
            return
        os._exit(self.code)


def stop_on_signals() -> None:
    """Make signals raise `Stopped` from now on; a signal that is ignored, for example by `nohup`, stays ignored."""
    for name in SIGNALS:
        number = getattr(signal, name, None)
        # None means that the handler was installed outside Python, and must not be replaced.
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    for name in SIGNALS:
        # A second signal means that the user does not want to wait for the clean-up.
        if getattr(signal, name, None) is not None:
            signal.signal(getattr(signal, name), _end_at_once)
    raise Stopped(128 + number)


def _end_at_once(number: int, frame: FrameType | None) -> None:
    # sys.exit would run the clean-up.
    os._exit(128 + number)
