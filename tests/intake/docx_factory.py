"""Builds Word files in code: the WordprocessingML as text, the package around it. Nothing here reads."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = {
    "w": W,
    "r": R,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_STRICT = {W: "http://purl.oclc.org/ooxml/wordprocessingml/main", R: "http://purl.oclc.org/ooxml/officeDocument/relationships"}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())


def t(text: str) -> str:
    """One run with plain text."""
    return run(text)


def run(text: str = "", properties: str = "", inside: str = "", tag: str = "t") -> str:
    """A run: its properties as XML, its text, then other content as XML."""
    content = f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>' if text else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}{inside}</w:r>"


def font(name: str) -> str:
    return f"<w:rFonts w:ascii={quoteattr(name)} w:hAnsi={quoteattr(name)}/>"


def p(*content: str, properties: str = "") -> str:
    """A paragraph; plain text among the content becomes a run."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content if each)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def listed(text: str, num: int, level: int = 0) -> str:
    """A paragraph with direct automatic numbering."""
    return p(text, properties=num_pr(num, level))


def num_pr(num: int | None, level: int | None = 0) -> str:
    inner = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    inner += "" if num is None else f'<w:numId w:val="{num}"/>'
    return f"<w:numPr>{inner}</w:numPr>"


def styled(text: str, style: str, properties: str = "") -> str:
    return p(text, properties=f'<w:pStyle w:val="{style}"/>{properties}')


def ins(*content: str) -> str:
    return f'<w:ins w:id="1" w:author="Nguyễn A" w:date="2026-01-02T03:04:05Z">{"".join(content)}</w:ins>'


def deleted(*texts: str) -> str:
    return f'<w:del w:id="2" w:author="Trần B" w:date="2026-01-03T00:00:00Z">{"".join(run(each, tag="delText") for each in texts)}</w:del>'


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias w:val='tên'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def mark(kind: str) -> str:
    """A field mark: begin, separate, end."""
    return run(inside=f'<w:fldChar w:fldCharType="{kind}"/>')


def field(instruction: str, result: str) -> str:
    """A complex field."""
    return mark("begin") + run(instruction, tag="instrText") + mark("separate") + run(result) + mark("end")


def drawing_box(*paragraphs: str) -> str:
    """A DrawingML text box."""
    body = f"<wps:wsp><wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx></wps:wsp>"
    return f'<w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">{body}</a:graphicData></a:graphic></wp:anchor></w:drawing>'


def vml_box(*paragraphs: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict>"


def alternate(choice: str, fallback: str) -> str:
    inner = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<mc:AlternateContent>{inner}</mc:AlternateContent>"


def picture() -> str:
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="rId99"/></pic:blipFill></pic:pic>'
    return f"<w:drawing><wp:inline><a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic></wp:inline></w:drawing>"


def level(index: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """A w:lvl; `more` holds lvlRestart, isLgl, suff, pStyle, rPr as XML."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f"<w:lvlText w:val={quoteattr(text)}/>{more}</w:lvl>"
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(num_id: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def start_override(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(key: str, properties: str = "", based: str = "", kind: str = "paragraph", default: bool = False, run_properties: str = "") -> str:
    flag = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{flag}><w:name w:val="{key}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr>{properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def part(root: str, content: str, attributes: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_DECLARED} {attributes}>{content}</w:{root}>'


_KINDS = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}


def docx(
    body: str,
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
    strict: bool = False,
    relationships: str = "",
    members: dict[str, bytes] | None = None,
    **parts: str,
) -> bytes:
    """A .docx. `headers`/`footers`: content of each part; `parts`: content of numbering, styles, footnotes, endnotes, comments, theme."""
    files = {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
    links = []
    for kind, contents in (("header", headers), ("footer", footers)):
        for at, content in enumerate(contents, 1):
            files[f"word/{kind}{at}.xml"] = part("hdr" if kind == "header" else "ftr", content)
            links.append((kind, f"{kind}{at}.xml"))
    for name, content in parts.items():
        files[f"word/{name}.xml"] = content if name == "theme" else part(_KINDS[name], content)
        links.append((name, f"{name}.xml"))
    rows = "".join(f'<Relationship Id="r{at}" Type="{R}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(links))
    files["word/_rels/document.xml.rels"] = _relations(rows + relationships)
    files["_rels/.rels"] = _relations(f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>')
    files["[Content_Types].xml"] = _content_types(files)
    if strict:
        files = {name: _strict(text) for name, text in files.items()}
    return package({**{name: text.encode("utf-8") for name, text in files.items()}, **(members or {})})


def package(files: dict[str, bytes]) -> bytes:
    """A zip file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(rows: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _content_types(files: dict[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main", **{kind: kind for kind in (*_KINDS, "header", "footer")}}
    rows = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    rows += '<Default Extension="xml" ContentType="application/xml"/>'
    for name in files:
        stem = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        if stem in kinds:
            rows += f'<Override PartName="/{name}" ContentType="{base}.{kinds[stem]}+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>'


def _strict(text: str) -> str:
    for transitional, uri in _STRICT.items():
        text = text.replace(transitional, uri)
    return text
