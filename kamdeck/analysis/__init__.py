"""What is derived from a plan: figures, changes since last quarter, and quality. Each is computed once, lazily."""
