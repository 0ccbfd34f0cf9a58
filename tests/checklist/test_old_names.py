"""Names out of use since the 2025 reorganisation, with the three guards: the day, the past and titles, place names that live on."""

import datetime

import pytest

NAMES = ("A12", "D04", "E06", "H04")


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ gửi Ủy ban nhân dân huyện trước ngày 10.",
        "Kịch bản trình thành phố Hạ Long duyệt.",
        "Công an thị xã Quảng Yên phối hợp tuần tra.",
        "Cấp trên trực tiếp là quận xem xét, quyết định.",
        "Kinh phí do Phòng Tài chính - Kế hoạch huyện cấp.",
        "Ban Thường vụ Thị ủy cho ý kiến trước khi trình.",
        "Các xã, phường, thị trấn lập danh sách.",
        "Báo cáo Ủy ban Dân tộc kết quả năm 2026.",
        "Đại biểu tỉnh Hải Dương dự hội nghị giao ban cụm.",
        "Ban Tuyên giáo Trung ương hướng dẫn nội dung.",
        "Ủy ban nhân dân huyện Ba Chẽ nhận hồ sơ từ ngày 05/8/2026.",
    ],
)
def test_a_name_used_as_a_living_one_is_found(judge, text):
    assert judge(text, *NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân phường Uông Bí, Đảng ủy phường Uông Bí phối hợp thực hiện.",
        "Trước ngày 01/7/2025, Ủy ban nhân dân huyện Ba Chẽ đã phê duyệt phương án.",
        "Kế hoạch phối hợp năm 2021 giữa Ban Dân tộc và Sở Giáo dục và Đào tạo hết hiệu lực.",
        "Phòng Dân tộc huyện (cũ) bàn giao hồ sơ.",
        "Xã Thượng Yên Công trước đây, nay thuộc phường Yên Tử.",
        "Quyết định số 461-QĐ/TU, ngày 14/12/2021 của Ban Thường vụ Tỉnh ủy về Ban Dân vận Tỉnh ủy.",
        "Thi tìm hiểu “Đảng bộ thành phố Uông Bí - 60 năm xây dựng”.",
        "Ủy ban nhân dân Thành phố Hồ Chí Minh và thành phố Hải Phòng cử đoàn dự.",
        "Thành phố trực thuộc Trung ương thực hiện theo quy định riêng.",
        "Ban Tôn giáo Chính phủ hướng dẫn nghiệp vụ cho phường.",
        "Ban Dân tộc của Hội đồng nhân dân tỉnh giám sát chính sách.",
        "Tổ dân phố, khu phố, thôn, khối dân vận tiếp tục hoạt động.",
        "Làng xưa thuộc huyện Yên Hưng, có đình thờ Thành hoàng.",
        "Tổ chức đảng, đoàn thể hoàn thành tốt nhiệm vụ.",
        "Chủ tịch Ủy ban nhân dân quận, thị xã nghỉ hưu theo chế độ trước ngày 01/7/2025 được giữ mức hỗ trợ đã duyệt.",
        "Quỹ khuyến học tỉnh Hải Dương ngày 06/3/2025 gửi đơn xin sửa điều lệ.",
        "Điều lệ được hội nghị Hội Làm vườn tỉnh Hải Dương thông qua ngày 21 tháng 10 năm 2023.",
        "Công trình do Ủy ban nhân dân cấp huyện làm chủ đầu tư và quyết toán xong trước khi sắp xếp thì giao phường quản lý.",
    ],
)
def test_history_titles_and_living_names_are_left_alone(judge, text):
    assert judge(text, *NAMES) == set()


def test_before_the_cut_over_the_name_is_right(judge):
    text = "Hồ sơ gửi Ủy ban nhân dân huyện trước ngày 10."
    assert judge(text, *NAMES, day=datetime.date(2025, 6, 30)) == set()
    assert judge(text, *NAMES, day=datetime.date(2025, 7, 1)) == {"A12"}


def test_one_place_gives_one_finding_the_most_specific(judge):
    text = "Cuộc lễ ngoài cơ sở tôn giáo do Ủy ban nhân dân huyện chấp thuận."
    found = judge(text, *NAMES, findings=True)
    assert [f.code for f in found] == ["D04"]
    assert "A12" in found[0].also


def test_the_comment_names_the_old_and_the_new(judge):
    (found,) = judge("Ban Dân vận Tỉnh ủy chủ trì thẩm định.", *NAMES, findings=True)
    assert found.message == "Đề nghị cập nhật tên gọi: thay “Ban Dân vận Tỉnh ủy” bằng Ban Tuyên giáo và Dân vận Tỉnh ủy."


def test_a_place_dependent_name_asks_to_compare(judge):
    (found,) = judge("Ban Dân vận Huyện ủy chủ trì thẩm định.", *NAMES, findings=True)
    assert "(cần đối chiếu)" in found.message
