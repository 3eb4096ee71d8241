"""The entry point of the command `kamdeck` and of `python -m kamdeck`."""

import sys

from kamdeck.exit_codes import STOPPED, STOPPED_CODE, Stopped, stop_on_signals


def run() -> None:
    """Runs the command; its libraries are imported here, so that a signal ends that in words too."""
    try:
        stop_on_signals()
        from kamdeck.cli import main

        main(prog_name="kamdeck")
    except KeyboardInterrupt:
        _stopped(STOPPED_CODE)
    except Stopped as stopped:
        _stopped(stopped.code)


def _stopped(code: int) -> None:
    # A terminal that was closed takes no last word.
    try:
        sys.stderr.write(f"{STOPPED}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass
    sys.exit(code)


if __name__ == "__main__":
    run()
