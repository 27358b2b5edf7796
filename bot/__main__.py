"""`python -m bot` is `stocktake`."""

from bot.cli import main

if __name__ == "__main__":
    main()
