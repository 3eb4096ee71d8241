"""kamdeck renders a key account's plan as a native PowerPoint review deck and a Word account profile."""

__version__ = "0.1.0"
