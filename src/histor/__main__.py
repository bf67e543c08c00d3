"""``python -m histor`` is the command ``histor``."""

from histor.cli import main

if __name__ == "__main__":  # a worker process imports this file, and must not start a run of its own
    main()
