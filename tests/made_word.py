"""Parts of a DOCX that the tests make: lists, styles, and paragraphs in them."""

from made_files import word_part


def level(at, form, pattern, more=""):
    """Return a level of a list."""
    return f"<w:lvl w:ilvl='{at}'>{more}<w:numFmt w:val='{form}'/><w:lvlText w:val='{pattern}'/></w:lvl>"


def lists(*levels, numbers="<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"):
    """Return the part that holds one list of these levels, and the numbers that count in it."""
    body = f"<w:abstractNum w:abstractNumId='0'>{''.join(levels)}</w:abstractNum>{numbers}"
    return "word/numbering.xml", word_part(body, "numbering")


def styles(*told):
    """Return the part that holds these styles: id, name, and what else they tell."""
    body = (f"<w:style w:styleId='{key}'><w:name w:val='{name}'/>{more}</w:style>" for key, name, more in told)
    return "word/styles.xml", word_part("".join(body), "styles")


def item(words, at=0, number=1):
    """Return a paragraph of a list."""
    listed = f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{number}'/></w:numPr>"
    return f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def styled(words, style, more=""):
    """Return a paragraph in a style."""
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
