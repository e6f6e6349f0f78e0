//! Sign-ins of the demonstration, each with its role explained.

/// Password of every staff account of the demonstration.
pub const PASSWORD: &str = "mot-cua-trinh-dien-2022";

/// Number of the citizen of the year that the pages offer as a sign-in once the year is over.
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

/// Available from the first minute on: one staff account of each role at the practice agency, and the director, who
/// only reads.
pub const PRACTICE_STAFF: [StaffSignIn; 6] = [
    StaffSignIn {
        username: "thuchanh.tiepnhan1",
        role_vi: "Công chức một cửa (thực hành)",
        role_en: "Intake officer (practice)",
        explanation_vi: "Tiếp nhận hồ sơ của Cơ quan thực hành tại quầy.",
        explanation_en: "Accepts the dossiers of the Practice Agency at the counter.",
    },
    StaffSignIn {
        username: "thuchanh.chuyenvien1",
        role_vi: "Chuyên viên (thực hành)",
        role_en: "Officer (practice)",
        explanation_vi: "Thẩm định hồ sơ của Cơ quan thực hành.",
        explanation_en: "Works on the dossiers of the Practice Agency.",
    },
    StaffSignIn {
        username: "thuchanh.lanhdao",
        role_vi: "Lãnh đạo (thực hành)",
        role_en: "Head (practice)",
        explanation_vi: "Ký duyệt kết quả của Cơ quan thực hành.",
        explanation_en: "Approves results of the Practice Agency.",
    },
    StaffSignIn {
        username: "thuchanh.vanthu",
        role_vi: "Văn thư (thực hành)",
        role_en: "Clerk (practice)",
        explanation_vi: "Vào sổ, đóng dấu, phát hành kết quả của Cơ quan thực hành.",
        explanation_en: "Numbers, stamps and issues results of the Practice Agency.",
    },
    StaffSignIn {
        username: "thuchanh.traketqua",
        role_vi: "Công chức trả kết quả (thực hành)",
        role_en: "Result officer (practice)",
        explanation_vi: "Trả kết quả của Cơ quan thực hành cho người dân.",
        explanation_en: "Hands results of the Practice Agency over.",
    },
    StaffSignIn {
        username: "trungtam.giamdoc",
        role_vi: "Giám đốc Trung tâm",
        role_en: "Director of the centre",
        explanation_vi: "Theo dõi toàn tỉnh, không quyết định hồ sơ.",
        explanation_en: "Sees the whole province, decides no dossier.",
    },
];

/// Available once the year is over, because until then the plan needs their queues as they are: one staff account of
/// each role that works on dossiers.
pub const YEAR_STAFF: [StaffSignIn; 5] = [
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
];
