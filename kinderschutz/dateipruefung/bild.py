"""Images: drawn anew, so that nothing but what one sees is kept."""

import io
import struct

from PIL import Image, ImageOps

from kinderschutz.dateipruefung.ablehnung import BESCHAEDIGT, DateiAbgelehnt

# So many are held in memory, four bytes each. A page at 400 dpi has fewer.
HOECHSTENS_PIXEL = 16 * 1024 * 1024
# Photos of larger cameras are read in a half, a quarter or an eighth of their size.
KLEINER = (1, 2, 4, 8)
ZU_VIELE_PIXEL = (
    "Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es, zum Beispiel auf 4000 mal 3000."
)
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}}

JPEG_MAGIC, PNG_MAGIC = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# What a decoder needs: JFIF, and Adobe's note on colours.
JPEG_KEEP = {0xE0, 0xEE, *range(0xC0, 0xE0)}
PNG_KEEP = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"),
    *(b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}


def reinige(inhalt):
    """
    Return the image anew: the right way up, without place, time, camera, author, text.

    :raises DateiAbgelehnt: if it cannot be read or is too large
    """
    try:
        with Image.open(io.BytesIO(inhalt), formats=("JPEG", "PNG")) as image:
            return _redraw(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DateiAbgelehnt(ZU_VIELE_PIXEL) from error
    except DateiAbgelehnt:
        raise
    except Exception as error:
        # Decoders meet arbitrary bytes here: however they fail, the file is refused.
        raise DateiAbgelehnt(BESCHAEDIGT) from error


def _redraw(image):
    _make_small_enough(image)
    kind = image.format
    drawn = ImageOps.exif_transpose(image)
    if drawn.mode not in MODES[kind]:
        drawn = drawn.convert("RGB")
    # Pillow writes some of it back from here: comment, profile, resolution.
    drawn.info = {k: v for k, v in drawn.info.items() if kind == "PNG" and k == "transparency"}
    out = io.BytesIO()
    drawn.save(out, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return out.getvalue()


def _make_small_enough(image):
    """Look at the size the head of the file names, before memory is spent on it."""
    width, height = image.size
    for times in KLEINER if image.format == "JPEG" else (1,):
        if (width // times) * (height // times) <= HOECHSTENS_PIXEL:
            if times > 1:
                image.draft(image.mode, (width // times, height // times))
            return
    raise DateiAbgelehnt(ZU_VIELE_PIXEL)


def is_bild(inhalt):
    return inhalt.startswith((JPEG_MAGIC, PNG_MAGIC))


def ohne_angaben(inhalt):
    """
    Return a JPEG or PNG without what it says about itself; what one sees stays bit by bit.

    For images inside a document, whose place on the page was chosen for them as they are.

    :raises DateiAbgelehnt: if it cannot be read
    """
    try:
        parts = _jpeg_parts(inhalt) if inhalt.startswith(JPEG_MAGIC) else _png_parts(inhalt)
        return b"".join(parts)
    except (struct.error, IndexError, ValueError) as error:
        raise DateiAbgelehnt(BESCHAEDIGT) from error


def _jpeg_parts(inhalt):
    yield inhalt[:2]
    at = 2
    while at < len(inhalt):
        if inhalt[at] != 0xFF:
            raise ValueError("no marker")
        marker = inhalt[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xD9:
            yield inhalt[at : at + 2]
            return  # whatever comes after the end is no image
        [length] = struct.unpack_from("!H", inhalt, at + 2)
        end = at + 2 + length
        if marker == 0xDA:
            end = _end_of_scan(inhalt, end)
        if marker in JPEG_KEEP:
            yield inhalt[at:end]
        at = end


def _end_of_scan(inhalt, at):
    """Return where the next marker stands, or the end of an image that lacks its last bytes."""
    while 0 <= (at := inhalt.find(b"\xff", at)) < len(inhalt) - 1:
        if inhalt[at + 1] != 0 and not 0xD0 <= inhalt[at + 1] <= 0xD7:
            return at
        at += 2
    return len(inhalt)


def _png_parts(inhalt):
    yield inhalt[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from("!I4s", inhalt, at)
        end = at + 12 + length
        if end > len(inhalt):
            raise ValueError("cut off")
        if kind in PNG_KEEP:
            yield inhalt[at:end]
        at = end
