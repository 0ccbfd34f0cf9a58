"""Items, overlays and drafts of an invented office."""

from pipelines.studio import Overlay

# A check the shipped list lacks: a kiosk at the market let only to those whose household is registered in the ward.
ITEM = {
    "code": "Y01",
    "question": "Có chỉ cho người có hộ khẩu tại phường thuê ki-ốt chợ không?",
    "severity": "S2",
    "topic": "quyen_cong_dan",
    "bases": [{"id": "hien-phap-2013", "article": "Điều 16"}],
    "comment": "Đề nghị bỏ điều kiện về nơi cư trú đối với người thuê ki-ốt.",
    "find": {"primitive": "phrase", "any": ["(ki ốt|sạp|quầy) …6 hộ khẩu (tại phường|thường trú)"]},
    "hits": [
        "Chỉ cho thuê ki ốt đối với người có hộ khẩu thường trú.",
        "Sạp hàng ưu tiên hộ khẩu tại phường.",
        "Người thuê quầy nộp bản sao hộ khẩu thường trú.",
    ],
    "misses": [
        "Người thuê ki ốt ký hợp đồng với ban quản lý chợ.",
        "Không yêu cầu người thuê ki ốt có hộ khẩu thường trú.",
        "Hộ khẩu thường trú do công an quản lý.",
    ],
}
BASIS = {
    "id": "qd-cho-phuong",
    "so_ky_hieu": "15/2026/QĐ-UBND",
    "ten": "Quy định quản lý chợ",
    "cach_in": "Quyết định số 15/2026/QĐ-UBND",
    "co_quan_ban_hanh": "Ủy ban nhân dân tỉnh",
    "tinh_trang": "còn hiệu lực",
    "kiem_chung": "can_kiem_tra",
    "ngay_ban_hanh": "2026-03-02",
    "nguon": ["Công báo tỉnh số 12"],
}
NAME = {"id": "to_dan_pho_cu", "old": ["tổ dân phố bến cũ"], "new": "Khu phố Bến Mới", "since": "2026-05-01", "group": "dia_danh"}
TERM = {"term": "thợ chài bến Sông", "class": "nguoi_dan", "note": "cách gọi ở địa phương"}


def full_overlay() -> Overlay:
    """One entry in every part, one shipped item changed, one taken out."""
    overlay = Overlay().put("items", ITEM).put("items", {"code": "H01", "off": True})
    overlay = overlay.put("items", {"code": "G02", "comment": '=SUM(A1)\n+ "dòng hai" — no: 1.0', "kinds": ["Kế hoạch"]})
    return overlay.put("bases", BASIS).put("names", NAME).put("glossary", TERM)
