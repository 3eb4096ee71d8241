"""Where plans are read from: one module a file format."""
