"""What the control words of RTF 1.9.1 mean to a reader of words: which groups hide, which show, which stand elsewhere."""

from pipelines.intake.remarks import OBJECT, PICTURE

# Groups whose words a reader of the document never sees. Groups that start with \* and are not named here hide as well.
_HIDING = """
fonttbl colortbl stylesheet info pict shppict nonshppict shprslt object objdata datafield fldinst filetbl listtable
listoverridetable revtbl rsidtbl generator xmlnstbl themedata colorschememapping latentstyles datastore background template
bkmkstart bkmkend nesttableprops nonesttables atnid atnauthor atndate atntime atnicn atnref atnparent atrfstart atrfend upr sn sv
sp shpinst do tc xe txe rxe private formfield ffname ffdeftext ffformat ffhelptext ffstattext ffentrymcr ffexitmcr pn pnseclvl
ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn mmath moMath mrPr mctrlPr panose falt title author operator keywords subject doccomm
company userprops pgptbl protusertbl wgrffmtfilter docvar hsv passwordhash picprop blipuid defchp defpap
"""
HIDING = frozenset(_HIDING.split())
# Groups that show, even inside a hiding one: a text box stands in its shape's properties, a Unicode text in its \upr.
SHOWING = frozenset(("shptxt", "dptxbxtext", "ud", "mr", "fldrslt", "result"))
# Groups inside which nothing shows again.
_SEALED = "fonttbl stylesheet pict nonshppict shprslt objdata fldinst nonesttables datafield info themedata datastore"
SEALED = frozenset(_SEALED.split())
STORIES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    **dict.fromkeys(("shptxt", "dptxbxtext"), "textbox"),
    "footnote": "footnote",
    "annotation": "comment",
}
UNREAD = {"pict": PICTURE, "object": OBJECT}
SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": "\xa0", "_": "\u2011",
    "-": "\xad", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
ALIGN = {"qc": "center", "ql": "left", "qr": "right", "qj": "both"}
PARAGRAPH_ENDS = frozenset(("par", "sect", "cell", "nestcell", "row", "nestrow", "\n", "\r"))
CODE_PAGES = {  # of a font's charset
    0: "cp1252", 163: "cp1258", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp850",
}  # fmt: skip
