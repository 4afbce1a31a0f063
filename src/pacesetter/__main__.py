"""`python -m pacesetter` does what the `pacesetter` command does."""

from pacesetter.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
