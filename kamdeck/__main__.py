"""The command `kamdeck`, and `python -m kamdeck`: whatever is typed goes in, an exit code comes out."""

import sys

from kamdeck.stopping import STOPPED, STOPPED_CODE


def run() -> None:
    """Runs the command; its libraries are imported here, so that Ctrl-C ends that in words too."""
    try:
        from kamdeck.cli import main

        main(prog_name="kamdeck")
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(STOPPED_CODE)


if __name__ == "__main__":
    run()
