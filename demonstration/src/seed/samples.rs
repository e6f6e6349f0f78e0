//! The real sample procedures: national code, name and limit as published; rows without a code are assumptions.

use super::procedure::{Limit, LimitUnit};

/// One sample row.
pub(super) struct Sample {
    pub(super) agency: u8,
    pub(super) field: &'static str,
    /// `None` where the national code is not known.
    pub(super) code: Option<&'static str>,
    pub(super) name: &'static str,
    pub(super) limit: Limit,
    pub(super) on_the_spot: bool,
}

const fn row(agency: u8, field: &'static str, code: &'static str, name: &'static str, limit: Limit) -> Sample {
    Sample { agency, field, code: if code.is_empty() { None } else { Some(code) }, name, limit, on_the_spot: false }
}

const fn on_the_spot(sample: Sample) -> Sample {
    Sample { on_the_spot: true, ..sample }
}

const fn wd(amount: u32) -> Limit {
    Limit { unit: LimitUnit::WorkingDay, amount }
}

const fn d(amount: u32) -> Limit {
    Limit { unit: LimitUnit::Day, amount }
}

const IN_DAY: Limit = Limit { unit: LimitUnit::SameDay, amount: 1 };

// Land limits are those of mountainous communes, ten days longer than elsewhere.
#[rustfmt::skip]
pub(super) const SAMPLES: [Sample; 63] = [
    row(3, "Doanh nghiệp", "2.001610", "Đăng ký thành lập doanh nghiệp tư nhân", wd(3)),
    row(3, "Doanh nghiệp", "2.001583", "Đăng ký thành lập công ty TNHH một thành viên", wd(3)),
    row(3, "Doanh nghiệp", "2.002043", "Đăng ký thành lập công ty cổ phần", wd(3)),
    row(3, "Doanh nghiệp", "2.002045", "Đăng ký thay đổi nội dung hoạt động chi nhánh, văn phòng đại diện, địa điểm kinh doanh", wd(3)),
    row(3, "Đầu tư", "1.009642", "Chấp thuận nhà đầu tư thuộc thẩm quyền của Chủ tịch UBND tỉnh", wd(17)),
    row(3, "Đầu tư", "1.009665", "Cấp lại, hiệu đính Giấy chứng nhận đăng ký đầu tư", wd(3)),
    row(9, "Đất đai", "1.012787", "Cấp Giấy chứng nhận quyền sử dụng đất cho người nhận chuyển nhượng nhà, công trình trong dự án", wd(18)),
    row(9, "Đất đai", "1.012790", "Đính chính Giấy chứng nhận đã cấp", wd(18)),
    row(9, "Đất đai", "1.012781", "Cấp Giấy chứng nhận thửa đất có diện tích tăng thêm", wd(20)),
    row(9, "Đất đai", "1.013833", "Đăng ký biến động do đổi tên, thay đổi thông tin", wd(10)),
    row(9, "Đất đai", "1.013823", "Giao đất, cho thuê đất không đấu giá, không đấu thầu", d(25)),
    row(9, "Giao dịch bảo đảm", "1.011441", "Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất", wd(3)),
    row(9, "Giao dịch bảo đảm", "1.011443", "Xóa đăng ký biện pháp bảo đảm", wd(3)),
    row(9, "Môi trường", "1.010727", "Cấp giấy phép môi trường (cấp tỉnh)", d(30)),
    row(9, "Môi trường", "1.010733", "Thẩm định báo cáo đánh giá tác động môi trường (cấp tỉnh)", d(35)),
    row(9, "Tài nguyên nước", "1.004223", "Cấp giấy phép khai thác nước dưới đất dưới 5.000 m³/ngày đêm", wd(30)),
    row(8, "Hoạt động xây dựng", "1.013236", "Cấp giấy phép xây dựng mới công trình cấp đặc biệt, I, II", d(20)),
    row(8, "Hoạt động xây dựng", "1.013239", "Thẩm định báo cáo nghiên cứu khả thi đầu tư xây dựng", d(35)),
    row(8, "Hoạt động xây dựng", "1.013237", "Cấp mới chứng chỉ hành nghề hoạt động xây dựng", d(6)),
    row(8, "Quy hoạch", "1.014159", "Cung cấp thông tin quy hoạch", d(10)),
    row(7, "Đường bộ", "1.000703", "Cấp Giấy phép kinh doanh vận tải bằng xe ô tô", wd(4)),
    row(7, "Đường bộ", "2.002287", "Cấp lại Giấy phép kinh doanh vận tải bằng xe ô tô do mất, hỏng", wd(3)),
    row(7, "Đường bộ", "1.013259", "Cấp giấy phép vận chuyển hàng nguy hiểm đường bộ", wd(4)),
    row(7, "Đường bộ", "3.000348", "Cấp lại giấy phép lái xe", wd(5)),
    row(6, "Thú y", "1.001686", "Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y", wd(7)),
    row(6, "Thú y", "1.005319", "Cấp lại Chứng chỉ hành nghề thú y", wd(3)),
    row(6, "Bảo vệ thực vật", "1.004363", "Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật", wd(15)),
    row(6, "An toàn thực phẩm", "2.001827", "Cấp Giấy chứng nhận đủ điều kiện an toàn thực phẩm nông, lâm, thủy sản", d(15)),
    row(6, "Lâm nghiệp", "1.000055", "Phê duyệt phương án quản lý rừng bền vững", wd(20)),
    row(6, "Lâm nghiệp", "1.000045", "Xác nhận bảng kê lâm sản", wd(2)),
    row(6, "Lâm nghiệp", "3.000160", "Phân loại doanh nghiệp gỗ", wd(4)),
    row(2, "Hộ tịch", "2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", IN_DAY),
    row(2, "Luật sư", "1.002153", "Đăng ký hành nghề luật sư với tư cách cá nhân", wd(5)),
    row(2, "Luật sư", "1.002032", "Thay đổi nội dung đăng ký hoạt động của tổ chức hành nghề luật sư", wd(10)),
    row(2, "Công chứng", "1.013837", "Cấp lại Giấy đăng ký hoạt động của Văn phòng công chứng", wd(5)),
    row(2, "Trợ giúp pháp lý", "2.000587", "Cấp thẻ cộng tác viên trợ giúp pháp lý", wd(7)),
    row(2, "Thừa phát lại", "1.008928", "Cấp lại Thẻ Thừa phát lại", wd(3)),
    row(2, "Lý lịch tư pháp", "", "Cấp Phiếu lý lịch tư pháp số 1", d(15)),
    row(31, "Chế độ bảo hiểm xã hội", "1.001613", "Giải quyết hưởng bảo hiểm xã hội một lần", wd(5)),
    row(31, "Chế độ bảo hiểm xã hội", "2.000693", "Giải quyết hưởng chế độ thai sản", wd(6)),
    row(31, "Chế độ bảo hiểm xã hội", "2.000821", "Giải quyết hưởng chế độ tử tuất", wd(8)),
    row(31, "Thu, sổ, thẻ", "1.001939", "Cấp thẻ bảo hiểm y tế cho người chỉ tham gia bảo hiểm y tế", wd(5)),
    row(31, "Chế độ bảo hiểm xã hội", "2.000740", "Đổi hình thức nhận lương hưu, trợ cấp", wd(1)),
    row(32, "Xuất nhập cảnh", "1.001456", "Cấp hộ chiếu phổ thông (cấp tỉnh)", wd(8)),
    row(32, "Phòng cháy, chữa cháy", "3.000489", "Thẩm định thiết kế về phòng cháy, chữa cháy", wd(10)),
    row(33, "Đăng ký thuế", "1.008501", "Cấp lại Giấy chứng nhận đăng ký thuế", wd(2)),
    on_the_spot(row(5, "Xúc tiến thương mại", "", "Thông báo hoạt động khuyến mại", IN_DAY)),
    row(5, "Xăng dầu, khí", "", "Cấp Giấy chứng nhận cửa hàng đủ điều kiện bán lẻ xăng dầu", wd(20)),
    row(15, "Khám bệnh, chữa bệnh", "", "Cấp giấy phép hành nghề khám bệnh, chữa bệnh", d(30)),
    row(15, "Dược phẩm", "", "Cấp Chứng chỉ hành nghề dược", d(20)),
    on_the_spot(row(14, "Văn bằng, chứng chỉ", "", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc", wd(1))),
    row(14, "Văn bằng, chứng chỉ", "", "Chỉnh sửa nội dung văn bằng, chứng chỉ", wd(5)),
    row(1, "Thi đua, khen thưởng", "", "Tặng Bằng khen của Chủ tịch UBND tỉnh", wd(25)),
    row(1, "Hội, tổ chức phi chính phủ", "", "Cho phép thành lập hội trong phạm vi tỉnh", d(30)),
    row(11, "Việc làm", "", "Cấp giấy phép lao động cho người lao động nước ngoài", wd(5)),
    row(11, "Việc làm", "", "Giải quyết hưởng trợ cấp thất nghiệp", wd(20)),
    row(12, "Du lịch", "", "Cấp giấy phép kinh doanh dịch vụ lữ hành nội địa", d(10)),
    row(12, "Quảng cáo", "", "Thông báo sản phẩm quảng cáo trên bảng, băng-rôn", wd(5)),
    row(10, "Báo chí", "", "Cấp giấy phép xuất bản bản tin", wd(10)),
    row(13, "An toàn bức xạ", "", "Cấp giấy phép sử dụng thiết bị X-quang trong y tế", d(25)),
    row(4, "Ngân sách", "", "Cấp mã số đơn vị có quan hệ với ngân sách", wd(2)),
    row(21, "Cấp nước", "", "Đấu nối nước sạch", wd(5)),
    row(22, "Cấp điện", "", "Cấp điện mới từ lưới điện hạ áp", wd(3)),
];
