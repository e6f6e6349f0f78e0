//! Sign-ins of the demonstration, each with its role explained.

/// Password of every staff account of the demonstration.
pub const PASSWORD: &str = "mot-cua-trinh-dien-2022";

/// Number of the citizen that the pages offer as a sign-in.
pub const CITIZEN: u32 = 1;

/// A staff account to sign in with.
#[derive(Debug, Clone, Copy)]
pub struct StaffSignIn {
    /// User name.
    pub username: &'static str,
    /// The role, in Vietnamese.
    pub role_vi: &'static str,
    /// The role, in English.
    pub role_en: &'static str,
    /// What the role does, in Vietnamese.
    pub explanation_vi: &'static str,
    /// What the role does, in English.
    pub explanation_en: &'static str,
}

/// One staff account of each role that works on dossiers, and the director.
pub const STAFF: [StaffSignIn; 6] = [
    StaffSignIn {
        username: "xaydung.tiepnhan1",
        role_vi: "Công chức một cửa",
        role_en: "Intake officer",
        explanation_vi: "Tiếp nhận hồ sơ của Sở Xây dựng tại quầy.",
        explanation_en: "Accepts the dossiers of the Department of Construction at the counter.",
    },
    StaffSignIn {
        username: "xaydung.chuyenvien1",
        role_vi: "Chuyên viên",
        role_en: "Department officer",
        explanation_vi: "Thẩm định hồ sơ trong hàng đợi của phòng.",
        explanation_en: "Works on the dossiers in the unit's queue.",
    },
    StaffSignIn {
        username: "xaydung.lanhdao",
        role_vi: "Lãnh đạo",
        role_en: "Head",
        explanation_vi: "Ký duyệt kết quả.",
        explanation_en: "Approves results.",
    },
    StaffSignIn {
        username: "xaydung.vanthu",
        role_vi: "Văn thư",
        role_en: "Clerk",
        explanation_vi: "Vào sổ, đóng dấu, phát hành kết quả.",
        explanation_en: "Numbers, stamps and issues results.",
    },
    StaffSignIn {
        username: "xaydung.traketqua",
        role_vi: "Công chức trả kết quả",
        role_en: "Result officer",
        explanation_vi: "Trả kết quả cho người dân.",
        explanation_en: "Hands results over.",
    },
    StaffSignIn {
        username: "trungtam.giamdoc",
        role_vi: "Giám đốc Trung tâm",
        role_en: "Director of the centre",
        explanation_vi: "Theo dõi toàn tỉnh, không quyết định hồ sơ.",
        explanation_en: "Sees the whole province, decides no dossier.",
    },
];
