"""What is derived from a plan: figures, changes since last quarter, and quality.

Each is computed when it is first asked for, and only once for a plan.
"""
