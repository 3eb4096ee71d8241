"""The entry point of the command `kamdeck` and of `python -m kamdeck`."""

import os
import sys

from kamdeck.exit_codes import STOPPED, STOPPED_CODE, QuickEnd, Stopped, stop_on_signals
from kamdeck.gc_settings import collect_rarely, end_without_collecting
from kamdeck.late_modules import load_late


def run() -> None:
    """Runs the command. Signals are handled before its libraries are imported, which takes noticeable time."""
    end = QuickEnd()
    try:
        stop_on_signals()
        # Here and not at import time: programs that import the package keep the settings of their garbage collector.
        collect_rarely()
        # Otherwise pydantic searches all installed packages for plugins, which takes 6 ms, and shows them each plan.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        load_late()
        from kamdeck.cli import main

        main(prog_name="kamdeck")
    except KeyboardInterrupt:
        _stopped(STOPPED_CODE)
    except Stopped as stopped:
        _stopped(stopped.code)
    except SystemExit as done:
        end.with_code(done.code)
        raise
    finally:
        end_without_collecting()


def _stopped(code: int) -> None:
    # Writing fails if the terminal was closed, which is what SIGHUP reports; `sys.stderr` is None under pythonw.
    try:
        sys.stderr.write(f"{STOPPED}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass
    sys.exit(code)


if __name__ == "__main__":
    run()
