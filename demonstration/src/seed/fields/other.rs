//! Fields of the two companies and the three agencies of central ministries.

use super::field::{Field, field};

#[rustfmt::skip]
pub(super) const FIELDS: &[(u8, &[Field])] = &[
    (21, &[field("Cấp nước", 0, &[], &["hợp đồng dịch vụ cấp nước sinh hoạt"])]),
    (22, &[field("Cấp điện", 0, &[], &["hợp đồng mua bán điện sinh hoạt", "đấu nối nguồn điện mặt trời mái nhà"])]),
    (31, &[
        field("Chế độ bảo hiểm xã hội", 0, &["Quyết định hưởng chế độ ốm đau, dưỡng sức"], &["thay đổi nơi hưởng lương hưu"]),
        field("Thu, sổ, thẻ", 1, &["Sổ bảo hiểm xã hội"], &["tham gia bảo hiểm xã hội tự nguyện"]),
    ]),
    (32, &[
        field("Xuất nhập cảnh", 0, &["Giấy phép vào khu vực biên giới cho người nước ngoài", "Thẻ tạm trú cho người nước ngoài"], &[]),
        field("Phòng cháy, chữa cháy", 1, &["Giấy phép vận chuyển hàng hóa nguy hiểm về cháy, nổ", "Chứng chỉ hành nghề tư vấn về phòng cháy, chữa cháy"], &[]),
    ]),
    (33, &[
        field("Đăng ký thuế", 0, &["Thông báo mã số thuế người phụ thuộc", "Giấy xác nhận hoàn thành nghĩa vụ thuế"], &["tạm ngừng hoạt động của người nộp thuế"]),
        field("Hóa đơn, hoàn thuế", 0, &[], &["sử dụng hóa đơn điện tử"]),
    ]),
];
