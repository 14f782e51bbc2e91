"""What the parts of an office document say about the people who wrote it."""

import re

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPENXML = "http://schemas.openxmlformats.org/"
MICROSOFT = "http://schemas.microsoft.com/office/"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

# Parts that say nothing else: author, organisation, title, dates, with whom it is shared. They have
# to be there, and need not say anything. By namespace and root element.
EMPTIED = {
    (f"{OPENXML}package/2006/metadata/core-properties", "coreProperties"): "",
    (f"{OPENXML}officeDocument/2006/extended-properties", "Properties"): "",
    (f"{OPENXML}officeDocument/2006/custom-properties", "Properties"): "",
    (f"{MICROSOFT}2006/metadata/properties", "properties"): "",
    (f"{MICROSOFT}word/2012/wordml", "people"): "",
    (OASIS, "document-meta"): "<x:meta/>",
}
ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*"
    r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?P<rest>(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*+)>",
    re.S,
)
VALUE = r"(\s*=\s*)(?:\"[^<\"]*\"|'[^<']*')"


def _attribute(names):
    return re.compile(rf"(?<=[\s])({names}){VALUE}")


def _element(names):
    return re.compile(rf"(<((?:[\w.-]+:)?(?:{names}))(?:\s[^<>]*)?>)[^<]*(?=</\2>)")


# In which parts a name stands, and where: of comments, tracked changes, locks, the file's folder.
SOMEBODY = (
    ("word/", _attribute(r"w\w*:(?:author|initials)"), r'\1\2"Team"'),
    ("xl/comments", _element("author"), r"\1Team"),
    ("xl/persons/", _attribute("displayName|userId"), r'\1\2"Team"'),
    ("xl/revisions/usernames", _attribute("name"), r'\1\2"Team"'),
    ("xl/", _attribute("userName"), r'\1\2"Team"'),
    ("xl/workbook", re.compile(rf"(<[\w.-]+:absPath\s[^<>]*?url){VALUE}"), r'\1\2""'),
    ("ppt/commentauthors", _attribute("name|initials"), r'\1\2"Team"'),
    ("ppt/authors", _attribute("name|initials|userId"), r'\1\2"Team"'),
    (
        "",
        _element("creator|initial-creator|creator-initials|sender-initials|printed-by"),
        r"\1Team",
    ),
)


def entferne(name, text):
    """Return this part of a document without the people who wrote it; `name` in small letters."""
    root = ROOT.match(text)
    if root is None:
        return text
    if (content := _content_of_emptied(root)) is not None:
        return content
    for folder, pattern, replacement in SOMEBODY:
        if name.startswith(folder):
            text = pattern.sub(replacement, text)
    return text


def _content_of_emptied(root):
    """Return what such a part says from now on, None if it is to keep what it says."""
    declaration = f"xmlns:{root['prefix']}" if root["prefix"] else "xmlns"
    found = re.search(rf"\s{re.escape(declaration)}\s*=\s*[\"']([^\"']*)", root["rest"])
    namespace = found[1] if found else ""
    content = EMPTIED.get((namespace, root["name"]))
    if content is None:
        return None
    version = ' x:version="1.3"' if namespace == OASIS else ""
    return f'{HEAD}<x:{root["name"]} xmlns:x="{namespace}"{version}>{content}</x:{root["name"]}>'
