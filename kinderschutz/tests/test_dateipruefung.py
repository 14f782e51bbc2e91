"""What may be attached: told by the content, refused in German, kept without its author."""

import contextlib
import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kinderschutz.dateipruefung import ENDUNGEN, DateiAbgelehnt, Dateiart, bild, pruefe
from kinderschutz.dateipruefung import pdf as pdf_check
from kinderschutz.tests.dateien import (
    GOOD,
    NAME,
    OLE,
    archive,
    image,
    object_stream,
    pdf,
    refusal,
    stream,
)
from kinderschutz.uploads import HOECHSTENS_BYTES


class TestWhatIsTaken:
    @pytest.mark.parametrize("endung", GOOD)
    def test_is_recognised_by_its_content(self, endung):
        assert pruefe(f"Protokoll.{endung}", GOOD[endung]).art == endung

    def test_is_every_kind_there_is(self):
        assert set(GOOD) == set(Dateiart.values)
        assert set(ENDUNGEN) == {*Dateiart.values, "jpeg"}

    @pytest.mark.parametrize("name", ["FOTO.JPG", "foto.jpeg", "ein.foto.jpg"])
    def test_may_be_named_as_people_name_it(self, name):
        assert pruefe(name, GOOD["jpg"]).art == Dateiart.JPG

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_is_a_text_in_any_encoding_of_windows(self, encoding):
        kept = pruefe("a.txt", "Größe – »gut«\r\n".encode(encoding)).inhalt
        assert kept.decode("utf-8") == "Größe – »gut«\r\n"

    @pytest.mark.parametrize("text", ["PKW gesehen", "MZ Kita Nord", "BM: Kind 1", "BZh"])
    def test_is_a_text_that_begins_like_another_kind_of_file(self, text):
        assert pruefe("a.txt", text.encode()).art == Dateiart.TXT


class TestName:
    @pytest.mark.parametrize("art", GOOD)
    def test_must_agree_with_the_content(self, art):
        other = "pdf" if art != "pdf" else "docx"
        sentence = refusal(f"Protokoll.{other}", GOOD[art])
        assert "passen nicht zusammen" in sentence
        assert f"mit der Endung ».{art}«" in sentence

    @pytest.mark.parametrize("name", ["Protokoll", "Protokoll.pdf.exe", "p\u202efdp.exe", "a.html"])
    def test_must_say_what_it_is(self, name):
        assert "mit der Endung ».pdf«" in refusal(name, GOOD["pdf"])


class TestSize:
    def test_empty(self):
        assert refusal("a.pdf", b"") == (
            "Die Datei ist leer. Bitte wählen Sie eine Datei mit Inhalt."
        )

    def test_twenty_megabytes_are_taken_and_one_byte_more_is_not(self):
        assert len(pruefe("a.txt", b"a" * HOECHSTENS_BYTES).inhalt) == HOECHSTENS_BYTES
        assert "möglich sind 20 MB" in refusal("a.txt", b"a" * (HOECHSTENS_BYTES + 1))


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("a.doc", OLE, "altes Office-Format"),
            ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "Passwort"),
            ("a.rtf", rb"{\rtf1 Hallo}", "Format RTF"),
            ("a.exe", b"MZ\x90\0" + bytes(60), "Programme nehmen wir nicht an"),
            ("a.pdf", b"\x7fELF\2\1\1", "Programme nehmen wir nicht an"),
            ("a.txt", b"#!/bin/sh\nrm -rf /", "Programme nehmen wir nicht an"),
            ("a.zip", archive({"a.txt": "a"}), "Archive"),
            ("a.zip", b"PK\5\6" + bytes(18), "Archive"),
            ("a.7z", b"7z\xbc\xaf\x27\x1c", "Archive"),
            ("a.gz", b"\x1f\x8b\x08\0", "Archive"),
            ("a.tar", b"a".ljust(257, b"\0") + b"ustar\0", "Archive"),
            ("a.gif", image("GIF"), "als JPG oder PNG"),
            ("a.bmp", image("BMP"), "als JPG oder PNG"),
            ("a.tif", image("TIFF"), "als JPG oder PNG"),
            ("a.webp", image("WEBP"), "als JPG oder PNG"),
            ("a.heic", b"\0\0\0\x18ftypheic", "als JPG oder PNG"),
            ("a.html", b"<!DOCTYPE html><script>1</script>", "Webseiten"),
            ("a.txt", b"\xef\xbb\xbf <html>", "Webseiten"),
            ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Webseiten"),
            ("a.xml", b'<?xml version="1.0"?><a/>', "Webseiten"),
            ("a.eml", b"From: x@example.org\r\n", "E-Mails"),
            ("a.mp4", b"\0\0\0\x18ftypmp42", "Diese Art von Datei"),
            ("a.txt", b"Hallo\0Welt", "Diese Art von Datei"),
            ("a.txt", b"Hallo \x1b[2J", "Diese Art von Datei"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_by_its_content(self, name, content, sentence):
        said = refusal(name, content)
        assert sentence in said
        assert "Bitte" in said, "it does not say what to do instead"

    @pytest.mark.parametrize("art", GOOD)
    def test_half_of_a_file_never_breaks_the_check(self, art):
        for cut in (8, len(GOOD[art]) // 2, len(GOOD[art]) - 1):
            with contextlib.suppress(DateiAbgelehnt):
                pruefe(f"a.{art}", GOOD[art][:cut])


class TestImages:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_say_nothing_about_themselves(self, kind):
        text = Image.Exif()
        text[0x013B] = NAME
        extra = {}
        if kind == "PNG":
            info = PngInfo()
            info.add_text("Author", NAME)
            info.add_itxt("Comment", NAME, zip=False)
            extra = {"pnginfo": info, "exif": text}
        original = image(kind, icc_profile=NAME.encode() * 20, dpi=(300, 300), **extra)
        assert NAME.encode() in original

        kept = pruefe(f"a.{'jpg' if kind == 'JPEG' else 'png'}", original + NAME.encode()).inhalt

        assert NAME.encode() not in kept
        with Image.open(io.BytesIO(kept)) as drawn:
            assert dict(drawn.getexif()) == {}
            assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert drawn.size == (60, 40)

    def test_stand_the_right_way_up(self):
        """The camera was held upright: red is on the left of the file and on top of the picture."""
        kept = pruefe("a.jpg", image(orientation=6)).inhalt
        with Image.open(io.BytesIO(kept)) as drawn:
            assert drawn.size == (40, 60)
            assert drawn.getpixel((20, 5))[1] < 60
            assert drawn.getpixel((20, 55))[1] > 200

    @pytest.mark.parametrize(
        ("kind", "mode"),
        [
            ("JPEG", "L"),
            ("JPEG", "CMYK"),
            ("PNG", "P"),
            ("PNG", "RGBA"),
            ("PNG", "1"),
            ("PNG", "I;16"),
        ],
    )
    def test_of_every_mode_are_kept(self, kind, mode):
        content = image(kind, mode="L" if mode == "I;16" else mode)
        if mode == "I;16":
            out = io.BytesIO()
            Image.new("I;16", (60, 40), 9).save(out, "PNG")
            content = out.getvalue()
        kept = pruefe(f"a.{'jpg' if kind == 'JPEG' else 'png'}", content).inhalt
        with Image.open(io.BytesIO(kept)) as drawn:
            assert drawn.size == (60, 40)

    def test_keep_what_is_transparent(self):
        out = io.BytesIO()
        Image.new("P", (4, 4), 0).save(out, "PNG", transparency=0)
        kept = pruefe("a.png", out.getvalue()).inhalt
        with Image.open(io.BytesIO(kept)) as drawn:
            assert drawn.convert("RGBA").getpixel((0, 0))[3] == 0

    def test_that_are_too_large_are_refused_before_memory_is_spent(self, monkeypatch):
        monkeypatch.setattr(bild, "HOECHSTENS_PIXEL", 60 * 40 - 1)
        assert "zu viele Bildpunkte" in refusal("a.png", image("PNG"))

    def test_of_large_cameras_become_smaller(self, monkeypatch):
        monkeypatch.setattr(bild, "HOECHSTENS_PIXEL", 800 * 600)
        kept = pruefe("a.jpg", image(size=(1600, 1200))).inhalt
        with Image.open(io.BytesIO(kept)) as drawn:
            assert drawn.size == (800, 600)

    def test_of_very_many_pixels_are_refused_by_what_their_head_says(self):
        small = image("PNG", size=(8, 8))
        head = b"IHDR" + b"\0\1\x86\xa0" * 2 + small[24:29]
        bomb = small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]
        assert "zu viele Bildpunkte" in refusal("a.png", bomb)

    def test_that_are_cut_off_are_refused(self):
        whole = image("JPEG", size=(400, 300))
        assert "beschädigt" in refusal("a.jpg", whole[: len(whole) // 2])


class TestPdf:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), "Befehle"),
            (pdf(catalog=b"/OpenAction << /S /J#61vaScript /JS (1) >>"), "Befehle"),
            (pdf(catalog=b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "Befehle"),
            (pdf(catalog=b"/AcroForm << /XFA [] >>"), "Befehle"),
            (pdf(catalog=b"/Names << /EmbeddedFiles << >> >>"), "noch eine andere Datei"),
            (pdf(stream(b"MZ", b"/Type /EmbeddedFile")), "noch eine andere Datei"),
            (
                pdf(b"<< /Filter /Standard >>").replace(b"/Info", b"/Encrypt 6 0 R /Info"),
                "Passwort",
            ),
            (pdf(object_stream(b"<< /S /JavaScript >>")), "Befehle"),
            (pdf(object_stream(b"<< /S /J#61vaScript >>", layers=2)), "Befehle"),
            (
                pdf(object_stream(b"<< >>", b"/DecodeParms << /Predictor 12 >>")),
                "nicht vollständig",
            ),
            (pdf(object_stream(b"<< >>"), b"<< /Filter /LZWDecode >>"), "nicht vollständig"),
            (pdf() + archive({"a": b"a" * 100}), "beschädigt"),
            (pdf()[:-40], "beschädigt"),
        ],
    )
    def test_that_can_act_or_hide_is_refused(self, content, sentence):
        said = refusal("a.pdf", content)
        assert sentence in said
        assert "Bitte" in said

    def test_that_is_a_bomb_is_refused(self, monkeypatch):
        monkeypatch.setattr(pdf_check, "HOECHSTENS_ENTPACKT", 100_000)
        assert "zu groß" in refusal("a.pdf", pdf(object_stream(b" " * 100_000)))

    def test_that_unpacks_again_and_again_to_nothing_is_a_bomb_too(self, monkeypatch):
        monkeypatch.setattr(pdf_check, "HOECHSTENS_ENTPACKT", 100_000)
        # No object stream inside: what begins like a packed one is unpacked, and is none.
        nichts = stream(b"\x78" + b" " * 60_000)
        assert "zu groß" in refusal("a.pdf", pdf(nichts, nichts))

    def test_that_is_plain_is_kept_as_it_is(self):
        plain = pdf(object_stream(b"<< /Type /Annot >>"), stream(b"\x89PNG" * 400))
        assert pruefe("a.pdf", plain).inhalt == plain

    @pytest.mark.parametrize(
        "info",
        [
            b"/Author (%s)" % NAME.encode(),
            b"/Author(Max \\(%s\\))" % NAME.encode(),
            b"/Author (\xfe\xff%s)" % NAME.encode("utf-16-be"),
            b"/Author <FEFF%s>" % NAME.encode("utf-16-be").hex().encode(),
        ],
    )
    def test_loses_its_author_and_nothing_moves(self, info):
        xmp = b"<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>" % NAME.encode()
        original = pdf(b"<< /Length 99 >>\nstream\n" + xmp + b"\nendstream", info=info)

        kept = pruefe("a.pdf", original)

        assert len(kept.inhalt) == len(original)
        assert kept.inhalt[-60:] == original[-60:]
        for encoding in ("utf-8", "utf-16-be"):
            assert NAME.encode(encoding) not in kept.inhalt
            assert NAME.encode(encoding).hex().encode() not in kept.inhalt
        assert kept.hinweis == ""

    @pytest.mark.parametrize(
        "content",
        [
            pdf(info=b"/Author (a (b) c)"),
            pdf(info=b"/Author 9 0 R"),
            pdf(object_stream(b"<< /Author (x) >>")),
            pdf(info=b"/Author (x) /ByteRange [0 1]"),
        ],
        ids=["nested", "elsewhere", "packed", "signed"],
    )
    def test_whose_author_stays_says_so(self, content):
        kept = pruefe("a.pdf", content)
        assert kept.inhalt == content
        assert "wer sie geschrieben hat" in kept.hinweis

    @pytest.mark.parametrize("info", [b"", b"/Author ()", b"/Author <FEFF>"])
    def test_without_author_says_nothing(self, info):
        assert pruefe("a.pdf", pdf(info=info)).hinweis == ""
