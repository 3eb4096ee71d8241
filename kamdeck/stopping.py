"""What a person is told who stops a command by Ctrl-C, and its exit code: known before any library is imported."""

STOPPED = "\nStopped; no file was left half written."
STOPPED_CODE = 130
