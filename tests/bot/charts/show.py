"""Every specimen as a picture, to look at: `python -m tests.bot.charts.show FOLDER`.

One sheet beside them shows each as wide as on a phone.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.charts.draw import draw
from tests.bot.charts.specimens import specimens

PHONE = 360  # pixels
COLUMNS = 4


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    small = []
    for name, spec in specimens().items():
        content = draw(spec)
        (folder / f"{name.replace(' ', '-')}.png").write_bytes(content)
        with Image.open(BytesIO(content)) as image:
            small.append(
                image.convert("RGB").resize((PHONE, PHONE * image.height // image.width), Image.Resampling.LANCZOS)
            )
        sys.stdout.write(f"{name}: {len(content) / 1000:.0f} kB\n")
    _phone(small).save(folder / "phone.png")


def _phone(small: list[Image.Image]) -> Image.Image:
    wide, high = small[0].size
    sheet = Image.new("RGB", (COLUMNS * (wide + 10), -(-len(small) // COLUMNS) * (high + 10)), "grey")
    for at, image in enumerate(small):
        sheet.paste(image, (at % COLUMNS * (wide + 10), at // COLUMNS * (high + 10)))
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]))
