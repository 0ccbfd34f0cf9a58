"""How documents are named and numbered: kinds, numbers, dates, issuers. Patterns only."""

import re

KINDS = """Nghị quyết liên tịch|Thông tư liên tịch|Văn bản hợp nhất|Chương trình hành động|Chương trình phối hợp|Quyết định|Nghị quyết
|Nghị định|Thông tư|Chỉ thị|Quy chế|Quy định|Quy ước|Hương ước|Quy trình|Quy tắc|Nội quy|Kế hoạch liên tịch|Kế hoạch|Chương trình|Đề án
|Phương án|Dự án|Hướng dẫn liên tịch|Hướng dẫn|Kết luận|Thông báo|Thông tri|Thông cáo|Tờ trình|Báo cáo|Công điện|Công văn|Văn bản
|Điều lệ|Sắc lệnh|Lệnh|Biên bản|Đề cương|Bộ luật|Luật|Pháp lệnh|Hiến pháp|Giấy mời|Chiến lược|Án lệ|Tiêu chí|Danh mục|Cam kết
|Công ước|Hiệp định""".replace("\n", "").split("|")
LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
# Kinds that are cited by their bare number: "Nghị quyết 18", "Đề án 06".
BY_BARE_NUMBER = [
    "Nghị quyết",
    "Chỉ thị",
    "Kết luận",
    "Nghị định",
    "Thông tư",
    "Quyết định",
    "Quy định",
    "Đề án",
    "Chương trình",
    "Hướng dẫn",
    "Kế hoạch",
]
SHORT_KINDS = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "NĐ": "Nghị định", "TT": "Thông tư", "CT": "Chỉ thị", "KH": "Kế hoạch"}
# The kind as a number abbreviates it.
ABBREVIATIONS = SHORT_KINDS | {
    "NQLT": "Nghị quyết liên tịch",
    "TTLT": "Thông tư liên tịch",
    "CĐ": "Công điện",
    "CV": "Công văn",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "HD": "Hướng dẫn",
    "QC": "Quy chế",
    "CTr": "Chương trình",
    "VBHN": "Văn bản hợp nhất",
}
# Words that end a name or an agency when they follow it in small letters.
_STOP_WORDS = """này|về|quy định|ban hành|hướng dẫn|sửa đổi|bãi bỏ|thay thế|tại|trong|ngày|năm|số|do|để|thì|có|được|đã|là|cho|nhằm|khi|trước
|sau|theo|với|đối với|kèm|hết|còn|chưa|không|phải|như|thông qua|giao|nêu|trên|cùng|hoặc|hiện hành|mới|đang|sẽ|từ|đến|của|bằng|tới|nếu|mà
|vào|gồm|bao gồm|công bố|triển khai|thực hiện|phê duyệt|bổ sung|lần|khóa|nhiệm kỳ|cũng|chịu""".replace("\n", "")
STOPS = rf"(?:{_STOP_WORDS}|và)(?!\w)"
# "và" goes on in the names of these ministries and departments.
_ISSUER_GOES_ON = "Môi trường|Công nghệ|Đào tạo|Tôn giáo|Xã hội|Du lịch|Dân vận|Phát triển|Truyền thông|Đầu tư"
_ISSUER_STOPS = (
    rf"(?:{_STOP_WORDS}|và(?! (?:{_ISSUER_GOES_ON}))|chỉ đạo|yêu cầu|tổ chức|điều chỉnh|xử lý|Quy định|Quy chế|Về|Ban hành|Thực hiện"
    r"|Triển khai|Hướng dẫn|Phê duyệt|Sửa đổi)(?!\w)"
)


def _kinds() -> str:
    """All kinds in both spellings ("Quy chế", "QUY CHẾ"; the first letter also small), gathered by it: few branches a word."""
    tails: dict[str, list[str]] = {}
    for kind in sorted([*KINDS, *map(str.upper, KINDS), *SHORT_KINDS], key=len, reverse=True):
        tails.setdefault(kind[0], []).append(kind[1:].replace(" ", r"\s+"))
    return "|".join(f"[{first}{first.lower()}](?:{'|'.join(found)})" for first, found in tails.items())


KIND = re.compile(rf"(?<![\w-])(?P<kind>{_kinds()})(?!\w)")
# "NĐ", "QĐi", "TTr", "QH14", "SVHTTDL", "VPCP", "V.I", "BNN&MT"
_SEGMENT = r"[A-ZĐƯ]+(?:[a-zđ]{1,3}[A-ZĐƯ]*)?(?:[A-ZĐƯ]*\d{0,3})(?:&[A-ZĐ]{1,6})?(?:\.[IVX]+|\.[A-ZĐ]{2,})?(?![\wÀ-ỹ])"
_NUMBER = rf"(?P<n>\d{{1,6}}[a-zđ]?(?:\s?[/-]\s?(?:19|20)\d\d)?(?:\s?[/-]\s?{_SEGMENT}){{1,4}})"
_SO = r"[Ss][ốỐ]"
NUMBERED = re.compile(rf"\s*(?:{_SO}\s*)?:?\s*{_NUMBER}")
FURTHER = re.compile(rf"\s*(?:,|;|và|hoặc|, và)\s*(?:{_SO}\s*)?{_NUMBER}")
OPEN = re.compile(rf"\s*{_SO}\s*:?\s*[.…_\s]*(?:/\s*)?(?:\d{{4}})?(?:\s?[/-]\s?{_SEGMENT}){{1,3}}")
BARE = re.compile(
    r"\s*(?P<so>số\s*)?:?\s*(?P<n>\d{1,4})(?![\w%]|[.,/-]\s?\d|\s?-\s?[A-ZĐ]|\s+(?:điều|khoản|người|ngày|tháng|năm|%|luật|nội dung"
    r"|đại biểu|kỳ|bản|văn bản|mục|nhiệm vụ|chỉ tiêu|lần)(?!\w))"
)
THIS = re.compile(r"\s+này(?!\w)")
# A number without its kind, "các công điện: số 217/CĐ-TTg": the kind is read from the number.
KINDLESS = re.compile(rf"(?<!\w)số\s*:?\s*{_NUMBER}")
OTHER_PAPER = re.compile(r"(?:[Mm]ẫu|[Hh]ợp đồng|[Bb]iểu|phép|[Bb]ảng|[Pp]hụ lục|chứng nhận|hồ sơ|tài khoản|[Hh]óa đơn|mã|vận đơn)\s+$")

_DAY = r"(?i:ngày)\s*(?P<d>\d{1,2})\s*(?i:tháng|[/.-])\s*(?P<m>\d{1,2})\s*(?i:,?\s*năm|[/.-])\s*(?P<y>\d{4})"
DATE = re.compile(r"\s*[,;]?\s*\(?\s*(?:(?:được\s+)?(?:ban hành|ký|thông qua)\s+)?" + _DAY)
LATER_DATE = re.compile(r"\s*,?\s*" + _DAY)
OPEN_DATE = re.compile(r"\s*,?\s*ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*năm[\s.…_]*(?P<y>\d{4})?(?!\d)")
YEAR = re.compile(r"\s*,?\s*(?:\(?(?:tháng\s+\d{1,2}\s+)?năm\s+|\s)(?P<y>(?:19[4-9]|20[0-4])\d)(?!\w|[/.-]\d|\s*(?:-|đến)\s*\d)")
ISSUER = re.compile(
    r"\s*,?\s*của\s+(?P<i>[^\W\d_][^;.:()“”\"\n,]{1,110}?(?:, Thể thao(?: và Du lịch)?|, Thương binh và Xã hội|, Thể dục thể thao)?)"
    rf"(?=\s*(?:[;.:()“”\"\n,]|$)|\s+{_ISSUER_STOPS})"
)

NAME_TAIL = re.compile(r"\s*[,(]?\s*(?=(?:[Ss]ố|ngày|năm)\s*:?\s*\d|(?:19|20)\d\d(?!\d))")
CHARTER = re.compile(
    r"\s+(?:Đảng(?:\s+[Cc]ộng\s+sản\s+Việt\s+Nam)?(?!\w)|Đoàn(?= TNCS|\s*[,;.)])"
    rf"|(?:Mặt trận Tổ quốc|Công đoàn|Đoàn Thanh niên|Hội)(?:\s+(?!Việt|{STOPS})[^\W\d_]+){{0,7}}\s+Việt\s+Nam)"
)
NATION = re.compile(r"\s+nước\s+(?:Cộng\s+h(?:òa|oà)\s+[Xx]ã\s+hội\s+[Cc]hủ\s+nghĩa\s+Việt\s+Nam|CHXHCN\s+Việt\s+Nam|Việt Nam)")
# A name not known from a list: small-letter words up to one that ends it.
UNKNOWN_NAME = re.compile(rf"(?!{STOPS})[^\W\d_]+(?: (?!{STOPS})[^\W\d_]+){{0,11}}")
LISTED = re.compile(r"\s+của\s+(?P<i>[^\W\d_][^:;.()\n,]{2,60}):\s*(?=số\s)")
SPACE = re.compile(r"\s+")
