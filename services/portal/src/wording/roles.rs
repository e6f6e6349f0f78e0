//! Names of the roles, and what each role does.

use motcua_kit::http::Language;
use motcua_office::Role;

/// The name of a role.
pub fn name(role: Role, lang: Language) -> &'static str {
    let (vi, en) = match role {
        Role::Citizen => ("Công dân", "Citizen"),
        Role::IntakeOfficer => ("Công chức một cửa", "Intake officer"),
        Role::PostalClerk => ("Nhân viên bưu điện", "Postal clerk"),
        Role::DeptOfficer => ("Chuyên viên", "Department officer"),
        Role::DeptHead => ("Lãnh đạo cơ quan", "Head of department"),
        Role::Clerk => ("Văn thư", "Records clerk"),
        Role::ResultOfficer => ("Công chức trả kết quả", "Result officer"),
        Role::CentreDirector => ("Giám đốc Trung tâm", "Director of the centre"),
        Role::CatalogueEditor => ("Người biên tập thủ tục", "Catalogue editor"),
        Role::CatalogueApprover => ("Người duyệt thủ tục", "Catalogue approver"),
        Role::Auditor => ("Giám sát", "Auditor"),
        Role::SysAdmin => ("Quản trị hệ thống", "System administrator"),
        Role::Kiosk => ("Máy đánh giá", "Rating kiosk"),
    };
    lang.pick(vi, en)
}

/// What a role does.
pub fn description(role: Role, lang: Language) -> &'static str {
    let (vi, en) = match role {
        Role::Citizen => ("Nộp hồ sơ, theo dõi, nhận kết quả và đánh giá.", "Applies, tracks, collects and rates."),
        Role::IntakeOfficer => (
            "Kiểm tra giấy tờ, tiếp nhận hồ sơ và hẹn ngày trả.",
            "Checks papers, accepts dossiers and sets the due date.",
        ),
        Role::PostalClerk => {
            ("Nhận hồ sơ tại bưu điện theo ủy quyền.", "Receives dossiers at the post office, by delegation.")
        }
        Role::DeptOfficer => ("Thẩm định hồ sơ và dự thảo kết quả.", "Examines dossiers and drafts the results."),
        Role::DeptHead => ("Phê duyệt kết quả.", "Approves the results."),
        Role::Clerk => ("Cấp số, đóng dấu và phát hành kết quả.", "Numbers, seals and issues the results."),
        Role::ResultOfficer => ("Trả kết quả cho người nộp.", "Hands the results over."),
        Role::CentreDirector => {
            ("Theo dõi toàn bộ; không giải quyết hồ sơ nào.", "Sees everything, decides no dossier.")
        }
        Role::CatalogueEditor => ("Soạn thủ tục và lịch làm việc.", "Writes procedures and calendars."),
        Role::CatalogueApprover => ("Công bố những gì người khác soạn.", "Publishes what others wrote."),
        Role::Auditor => ("Chỉ xem, không thay đổi gì.", "Reads everything, changes nothing."),
        Role::SysAdmin => ("Quản lý tài khoản; không xem hồ sơ.", "Manages accounts, sees no dossier."),
        Role::Kiosk => ("Ghi nhận đánh giá tại quầy.", "Records ratings at the counter."),
    };
    lang.pick(vi, en)
}
