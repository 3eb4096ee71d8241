"""`python -m kamdeck` is the command `kamdeck`."""

from kamdeck.cli import main

if __name__ == "__main__":
    main(prog_name="kamdeck")
