//! Ready-made sign-ins of the demonstration, each with the role explained.

use motcua_kit::config::Secret;
use motcua_portal::{DemoKind, DemoSignIn, DemoSignIns};

use super::seed::citizen;
use super::wallet::PASSWORD;

const STAFF: [(&str, &str, &str, &str, &str); 6] = [
    (
        "xaydung.tiepnhan1",
        "Công chức một cửa",
        "Intake officer",
        "Tiếp nhận hồ sơ của Sở Xây dựng tại quầy.",
        "Receives the dossiers of the Department of Construction at the counter.",
    ),
    (
        "xaydung.chuyenvien1",
        "Chuyên viên",
        "Department officer",
        "Thẩm định hồ sơ trong hàng đợi của phòng.",
        "Works on the dossiers in the unit's queue.",
    ),
    ("xaydung.lanhdao", "Lãnh đạo", "Head", "Ký duyệt kết quả.", "Approves results."),
    (
        "xaydung.vanthu",
        "Văn thư",
        "Clerk",
        "Vào sổ, đóng dấu, phát hành kết quả.",
        "Numbers, seals and issues results.",
    ),
    (
        "xaydung.traketqua",
        "Công chức trả kết quả",
        "Result officer",
        "Trả kết quả cho người dân.",
        "Hands results over.",
    ),
    (
        "trungtam.giamdoc",
        "Giám đốc Trung tâm",
        "Director of the centre",
        "Theo dõi toàn tỉnh, không quyết định hồ sơ.",
        "Sees the whole province, decides no case.",
    ),
];

/// The sign-ins that the pages offer.
pub fn all() -> DemoSignIns {
    let staff = STAFF.iter().map(|(username, vi, en, explained_vi, explained_en)| DemoSignIn {
        label_vi: (*vi).to_owned(),
        label_en: (*en).to_owned(),
        explanation_vi: (*explained_vi).to_owned(),
        explanation_en: (*explained_en).to_owned(),
        kind: DemoKind::Staff { username: (*username).to_owned(), password: Secret::new(PASSWORD) },
    });
    let person = citizen(1);
    let somebody = DemoSignIn {
        label_vi: "Công dân".to_owned(),
        label_en: "Citizen".to_owned(),
        explanation_vi: "Nộp và theo dõi hồ sơ của mình, qua định danh điện tử mô phỏng.".to_owned(),
        explanation_en: "Hands in and follows the own dossiers, through the simulated e-identity.".to_owned(),
        kind: DemoKind::Citizen { identity_number: person.identity_number, name: person.name },
    };
    DemoSignIns(std::iter::once(somebody).chain(staff).collect())
}

/// What the terminal says when the year is over.
pub fn introduction(address: &str) -> String {
    let mut text = format!(
        "Mở / open http://{address} — đăng nhập thử một chạm ở trang chủ / one-click sign-ins on the home page.\n"
    );
    text.push_str(&format!("API: http://{address}/docs   Mật khẩu / password: {PASSWORD}\n"));
    for (username, vi, en, ..) in STAFF {
        text.push_str(&format!("  {username:<22} {vi} / {en}\n"));
    }
    text.push_str("Ctrl-C để dừng / to stop.");
    text
}
