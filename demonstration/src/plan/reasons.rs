//! The Vietnamese reasons that officers give.

/// Why an intake officer refuses a dossier.
pub(super) const REFUSAL_REASONS: [&str; 5] = [
    "Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan.",
    "Thành phần hồ sơ không đầy đủ theo quy định và không thể bổ sung ngay.",
    "Giấy tờ nộp kèm đã hết hiệu lực.",
    "Thông tin trong đơn không khớp với giấy tờ tùy thân.",
    "Thủ tục không áp dụng cho trường hợp của người nộp.",
];

/// Why the Centre's director moves work to another division.
pub(super) const MOVE_REASONS: [&str; 3] = [
    "Chuyên viên thụ lý nghỉ dài ngày, phòng không bố trí được người thay.",
    "Phòng được giao nhiệm vụ đột xuất, không bảo đảm thời hạn giải quyết.",
    "Điều chỉnh phân công thụ lý giữa các phòng của cơ quan.",
];
