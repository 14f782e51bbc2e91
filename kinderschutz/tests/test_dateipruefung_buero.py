"""Attached documents of office programs: what is kept of them, and what is refused."""

import io
import zipfile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kinderschutz.dateipruefung import Dateiart, buero, pruefe
from kinderschutz.tests.dateien import (
    GOOD,
    NAME,
    OLE,
    archive,
    external,
    image,
    odf,
    ooxml,
    ooxml_parts,
    parts_of,
    refusal,
)

MAIN_PART = {"xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SCRIPT = '<a xlink:href="vnd.sun.star.script:x.py$run?language=Python"/>'


class TestKept:
    @pytest.mark.parametrize("art", ["docx", "xlsx", "pptx", "odt", "ods", "odp"])
    def test_say_nothing_about_who_wrote_them(self, art):
        assert any(NAME.encode() in data for data in parts_of(GOOD[art]).values())

        kept = parts_of(pruefe(f"a.{art}", GOOD[art]).inhalt)

        telling = {name for name, data in kept.items() if NAME.encode() in data}
        assert telling == ({MAIN_PART[art]} if art in ("xlsx", "pptx") else set())
        assert set(kept) == set(parts_of(GOOD[art]))

    def test_keep_their_words(self):
        kept = parts_of(pruefe("a.docx", ooxml(text="Sitzung äöü 6")).inhalt)
        assert "<w:t>Sitzung äöü 6</w:t>" in kept["word/document.xml"].decode()
        assert 'w:author="Team"' in kept["word/document.xml"].decode()

    @pytest.mark.parametrize(
        ("kind", "name", "text"),
        [
            (
                "xlsx",
                "xl/comments1.xml",
                "<comments><authors><author>{}</author></authors></comments>",
            ),
            (
                "xlsx",
                "xl/persons/person.xml",
                '<personList><person displayName="{0}" userId="{0}" id="1"/></personList>',
            ),
            (
                "xlsx",
                "xl/workbook2.xml",
                '<workbook><x15ac:absPath url="C:\\Users\\{}\\a"/><fileSharing userName="{}"/></workbook>',
            ),
            (
                "pptx",
                "ppt/commentAuthors.xml",
                '<p:cmAuthorLst><p:cmAuthor id="0" name="{}" initials="{}"/></p:cmAuthorLst>',
            ),
            (
                "docx",
                "word/comments.xml",
                "<w:comments><w:comment w:author='{}' w:initials=\"{}\"/></w:comments>",
            ),
            (
                "docx",
                "word/people.xml",
                '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{}"/></w15:people>',
            ),
            (
                "docx",
                "customXml/item1.xml",
                '<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties"><x>{}</x></p:properties>',
            ),
            ("docx", "package/core.psmdcp", ooxml_parts()["docProps/core.xml"]),
        ],
    )
    def test_name_nobody_beside_the_text_either(self, kind, name, text):
        text = text.replace("{}", NAME).replace("{0}", NAME)
        assert NAME in text
        kept = parts_of(pruefe(f"a.{kind}", ooxml(kind, {name: text})).inhalt)
        assert NAME.encode() not in kept[name]

    def test_keep_the_names_that_are_no_persons(self):
        table = '<table displayName="Tabelle1" name="Tabelle1"/>'
        kept = parts_of(pruefe("a.xlsx", ooxml("xlsx", {"xl/tables/table1.xml": table})).inhalt)
        assert kept["xl/tables/table1.xml"].decode() == table

    @pytest.mark.parametrize(("name", "kind"), [("photo.jpeg", "JPEG"), ("a.png", "PNG")])
    def test_hold_images_that_say_nothing_about_themselves(self, name, kind):
        info = PngInfo()
        info.add_text("Author", NAME)
        original = image(kind, **({"pnginfo": info} if kind == "PNG" else {"progressive": True}))
        assert NAME.encode() in original

        parts = ooxml("docx", {f"word/media/{name}": original + NAME.encode()})
        kept = parts_of(pruefe("a.docx", parts).inhalt)[f"word/media/{name}"]

        assert NAME.encode() not in kept
        with Image.open(io.BytesIO(original)) as before, Image.open(io.BytesIO(kept)) as after:
            assert before.tobytes() == after.tobytes(), "not one pixel may change"

    def test_hold_images_as_odd_as_they_are(self):
        whole = image("JPEG", size=(80, 80))
        filled = whole[:2] + b"\xff\xff" + whole[2:]
        for odd in (filled, whole[:-2], whole[:-1]):
            kept = parts_of(pruefe("a.docx", ooxml(extra={"word/a.jpg": odd})).inhalt)
            assert NAME.encode() not in kept["word/a.jpg"]
            assert len(kept["word/a.jpg"]) > 500
        assert "beschädigt" in refusal("a.docx", ooxml(extra={"word/a.jpg": whole[:3] + b"\0" * 9}))

    def test_hold_folders_and_parts_that_are_no_markup(self):
        extra = {"Pictures/": "", "a.bin": b"\0\1", "b.xml": "", "c.svg": "<!DOCTYPE svg><svg/>"}
        kept = parts_of(pruefe("a.odt", odf(extra=extra)).inhalt)
        assert "Pictures/" not in kept
        assert kept["c.svg"] == b"<!DOCTYPE svg><svg/>"

    def test_hold_the_table_behind_a_diagram_without_its_author(self):
        inside = "word/embeddings/Microsoft_Excel_Sheet.xlsx"
        kept = parts_of(pruefe("a.docx", ooxml("docx", {inside: GOOD["xlsx"]})).inhalt)
        assert NAME.encode() not in parts_of(kept[inside])["docProps/core.xml"]

    def test_name_addresses_but_no_folder_with_somebodys_name(self):
        link = external("hyperlink", "https://www.gesetze-im-internet.de/")
        template = external("attachedTemplate", f"file:///C:/Users/{NAME}/Vorlage.dotx")
        kept = parts_of(pruefe("a.docx", ooxml(rels=link + template)).inhalt)
        rels = kept["word/_rels/document.xml.rels"].decode()
        assert link in rels
        assert 'Target="Normal.dotm"' in rels
        assert NAME not in rels

    def test_begin_with_what_they_are(self):
        kept = pruefe("a.odt", archive({"content.xml": "<a/>"} | parts_of(GOOD["odt"]))).inhalt
        assert kept[30:38] == b"mimetype"
        assert kept[38:].startswith(b"application/vnd.oasis.opendocument.text")

    def test_lose_what_is_hidden_around_them(self):
        hidden = b"#" + NAME.encode() + GOOD["docx"] + NAME.encode()
        assert "Diese Art" in refusal("a.docx", hidden)
        kept = pruefe("a.docx", GOOD["docx"] + NAME.encode()).inhalt
        assert NAME.encode() not in kept


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("a.docm", ooxml(main_type=MACRO), "Makros"),
            ("a.docx", ooxml(main_type=MACRO.replace("E", "&#69;")), "Makros"),
            ("a.docx", ooxml(extra={"word/vbaProject.bin": OLE}), "Makros"),
            ("a.xlsx", ooxml("xlsx", {"xl/VBAPROJECT.BIN": "x"}), "Makros"),
            ("a.xlsx", ooxml("xlsx", {"xl/macrosheets/sheet1.xml": "<a/>"}), "Makros"),
            ("a.docx", ooxml(extra={"word/activeX/activeX1.bin": "x"}), "Makros"),
            ("a.odt", odf(extra={"Basic/script-lc.xml": "<a/>"}), "Makros"),
            ("a.odt", odf(extra={"Scripts/python/a.py": "x"}), "Makros"),
            ("a.odt", odf(body=SCRIPT), "Makros"),
            ("a.xlsx", ooxml("xlsx", {"xl/externalLinks/e.xml": "<ddeLink/>"}), "Makros"),
            ("a.docx", ooxml(extra={"word/media/a.png": b"MZ\x90"}), "Makros"),
            ("a.docx", ooxml(extra={"word/embeddings/oleObject1.bin": OLE}), "fremdes Objekt"),
            ("a.odt", odf(extra={"Object 1": OLE}), "fremdes Objekt"),
            ("a.docx", ooxml(extra={"word/a.zip": archive({"a": "b"})}), "fremdes Objekt"),
            ("a.docx", ooxml(extra={"word/afchunk.mht": "x"}), "fremdes Objekt"),
            ("a.docx", ooxml(extra={"a.docx": ooxml(extra={"b.docx": ooxml()})}), "fremdes Objekt"),
            ("a.docx", ooxml(rels=external("image", "https://example.org/a.png")), "fest ein"),
            (
                "a.docx",
                ooxml(extra={"x/_RELS/A.RELS": external("image", "//server/a")}),
                "fest ein",
            ),
            ("a.docx", ooxml(rels=external("oleObject", r"\\server\a.docx")), "fest ein"),
            ("a.xlsx", ooxml("xlsx", rels=external("externalLinkPath", "a.xlsx")), "fest ein"),
            ("a.odt", odf(body='<draw:image xlink:href="https://example.org/a"/>'), "fest ein"),
            ("a.odt", odf(body="<draw:image xlink:href='../a.png'/>"), "fest ein"),
            ("a.odt", odf(manifest="<manifest:encryption-data/>"), "Passwort"),
            ("a.dotx", ooxml(main_type=TEMPLATE), "Vorlagen"),
            ("a.ott", odf("text-template"), "Vorlagen"),
            ("a.odg", odf("graphics"), "Vorlagen"),
            ("a.docx", ooxml(extra={"_xmlsignatures/sig1.xml": "<a/>"}), "Unterschrift"),
            ("a.odt", odf(extra={"META-INF/documentsignatures.xml": "<a/>"}), "Unterschrift"),
            ("a.docx", ooxml(extra={"word/a.xml": "<!DOCTYPE a><a/>"}), "beschädigt"),
            ("a.docx", ooxml(extra={"word/a.xml": "<a/>".encode("utf-16")}), "beschädigt"),
            ("a.docx", ooxml(extra={"../a.xml": "<a/>"}), "beschädigt"),
            ("a.docx", ooxml(extra={"WORD/document.xml": "<a/>"}), "beschädigt"),
            ("a.docx", ooxml(extra={"word/media/a.png": image("PNG")[:40]}), "beschädigt"),
        ],
    )
    def test_say_why_and_what_helps(self, name, content, sentence):
        said = refusal(name, content)
        assert sentence in said
        assert "Bitte" in said

    def test_a_link_in_the_text_is_no_link_that_fetches(self):
        body = '<text:a xlink:href="https://example.org/">Gesetz</text:a><draw:image xlink:href="Pictures/a.png"/>'
        assert pruefe("a.odt", odf(body=body)).art == Dateiart.ODT

    @pytest.mark.parametrize("find", [bytearray.index, bytearray.rindex], ids=["first", "last"])
    def test_a_password_on_one_part_is_a_password(self, find):
        content = bytearray(GOOD["docx"])
        at = find(content, b"PK\1\2")
        content[at + 8] |= 1
        assert "Passwort" in refusal("a.docx", bytes(content))

    @pytest.mark.parametrize(
        "extra",
        [
            {"word/a.bin": bytes(3_000_000)},
            {f"word/{n}.xml": "" for n in range(101)},
            {f"word/{n}.bin": bytes(1_000_000) for n in range(11)},
        ],
        ids=["dense", "many", "much"],
    )
    def test_a_bomb_is_refused(self, monkeypatch, extra):
        monkeypatch.setattr(buero, "HOECHSTENS_TEILE", 100)
        monkeypatch.setattr(buero, "HOECHSTENS_ENTPACKT", 10_000_000)
        assert "Entpackt wäre die Datei zu groß" in refusal("a.docx", ooxml(extra=extra))

    def test_a_bomb_in_the_very_first_look_is_refused(self):
        content = archive({"mimetype": " " * 3_000_000})
        assert "Entpackt wäre die Datei zu groß" in refusal("a.odt", content)

    def test_a_bomb_that_lies_about_its_size_is_refused(self):
        content = ooxml(extra={"word/a.bin": bytes(30_000_000)})
        content = content.replace((30_000_000).to_bytes(4, "little"), (999).to_bytes(4, "little"))
        assert "beschädigt" in refusal("a.docx", content)

    def test_a_way_of_packing_that_nobody_reads_is_refused(self):
        out = io.BytesIO(GOOD["docx"])
        with zipfile.ZipFile(out, "a") as file:
            file.writestr("word/a.xml", "<a/>", zipfile.ZIP_LZMA)
        damaged = out.getvalue().replace(b"\x0e\0", b"\x62\0")
        assert "beschädigt" in refusal("a.docx", damaged)
