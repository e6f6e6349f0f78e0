//! The agencies of the province with their units, and how many procedures each of them owns.

use super::agency::AgencyKind::{Central, Company, Department};
use super::agency::{Agency, AgencyKind, Unit, UnitKind};

/// One row of the table below: an agency without its fixed units.
pub(super) struct AgencyRow {
    pub(super) number: u8,
    /// First half of the user names of its staff.
    pub(super) slug: &'static str,
    name: &'static str,
    name_en: &'static str,
    kind: AgencyKind,
    /// Names of the professional units.
    pub(super) divisions: &'static [&'static str],
    /// How many procedures it owns.
    pub(super) procedures: usize,
    /// How many of them are settled on the spot.
    pub(super) on_the_spot: usize,
}

/// Numbers of the units inside each agency; professional units follow from `DIVISION` on.
pub(super) const COUNTER: usize = 1;
pub(super) const RECORDS: usize = 2;
pub(super) const LEADERSHIP: usize = 3;
pub(super) const DIVISION: usize = 4;

/// Agencies that no report of the centre counts: the Centre itself, the post office, the one-stop counters of town and
/// districts, and the practice agency.
pub(super) const CENTRE: u8 = 0;
pub(super) const POST_OFFICE: u8 = 99;
pub(super) const DISTRICT_COUNTERS: [(u8, &str, &str, &str); 3] = [
    (51, "thanhpho", "thành phố Lai Châu", "Lai Chau City"),
    (52, "tamduong", "huyện Tam Đường", "Tam Duong District"),
    (53, "sinho", "huyện Sìn Hồ", "Sin Ho District"),
];

/// The practice agency; its procedures are written out in `practice`.
pub(super) const PRACTICE_ROW: AgencyRow =
    row(90, "thuchanh", "Cơ quan thực hành", "Practice Agency", AgencyKind::Partner, &["Phòng Thực hành"], 3, 0);

// The department numbers of Lai Châu are set by a provincial decision that is not public: these are placeholders.
#[rustfmt::skip]
pub(super) const AGENCY_ROWS: [AgencyRow; 20] = [
    row(1, "noivu", "Sở Nội vụ", "Department of Home Affairs", Department, &["Phòng Tổ chức biên chế", "Ban Thi đua – Khen thưởng"], 95, 4),
    row(2, "tuphap", "Sở Tư pháp", "Department of Justice", Department, &["Phòng Bổ trợ tư pháp", "Phòng Hành chính tư pháp"], 110, 9),
    row(3, "kehoach", "Sở Kế hoạch và Đầu tư", "Department of Planning and Investment", Department, &["Phòng Đăng ký kinh doanh", "Phòng Đầu tư"], 90, 6),
    row(4, "taichinh", "Sở Tài chính", "Department of Finance", Department, &["Phòng Quản lý giá và công sản"], 45, 3),
    row(5, "congthuong", "Sở Công Thương", "Department of Industry and Trade", Department, &["Phòng Quản lý thương mại", "Phòng Kỹ thuật an toàn – Môi trường"], 120, 10),
    row(6, "nongnghiep", "Sở Nông nghiệp và Phát triển nông thôn", "Department of Agriculture and Rural Development", Department, &["Chi cục Trồng trọt và Chăn nuôi", "Chi cục Kiểm lâm"], 115, 7),
    row(7, "giaothong", "Sở Giao thông vận tải", "Department of Transport", Department, &["Phòng Quản lý vận tải", "Phòng Quản lý kết cấu hạ tầng"], 95, 9),
    row(8, "xaydung", "Sở Xây dựng", "Department of Construction", Department, &["Phòng Quản lý xây dựng", "Phòng Quy hoạch và Phát triển đô thị"], 70, 5),
    row(9, "tainguyen", "Sở Tài nguyên và Môi trường", "Department of Natural Resources and Environment", Department, &["Văn phòng Đăng ký đất đai", "Phòng Môi trường và Tài nguyên nước"], 105, 6),
    row(10, "thongtin", "Sở Thông tin và Truyền thông", "Department of Information and Communications", Department, &["Phòng Thông tin – Báo chí – Xuất bản"], 45, 3),
    row(11, "laodong", "Sở Lao động – Thương binh và Xã hội", "Department of Labour, War Invalids and Social Affairs", Department, &["Phòng Lao động – Việc làm", "Phòng Người có công và Bảo trợ xã hội"], 100, 6),
    row(12, "vanhoa", "Sở Văn hóa, Thể thao và Du lịch", "Department of Culture, Sports and Tourism", Department, &["Phòng Quản lý văn hóa", "Phòng Quản lý thể thao và du lịch"], 120, 7),
    row(13, "khoahoc", "Sở Khoa học và Công nghệ", "Department of Science and Technology", Department, &["Phòng Quản lý chuyên ngành"], 60, 3),
    row(14, "giaoduc", "Sở Giáo dục và Đào tạo", "Department of Education and Training", Department, &["Phòng Quản lý chất lượng", "Phòng Tổ chức cán bộ"], 75, 6),
    row(15, "yte", "Sở Y tế", "Department of Health", Department, &["Phòng Nghiệp vụ y", "Phòng Nghiệp vụ dược"], 130, 4),
    row(21, "nuocsach", "Công ty Cổ phần nước sạch Lai Châu", "Lai Chau Clean Water Joint Stock Company", Company, &["Phòng Kinh doanh"], 5, 0),
    row(22, "dienluc", "Công ty Điện lực Lai Châu", "Lai Chau Power Company", Company, &["Phòng Kinh doanh"], 9, 0),
    row(31, "baohiem", "Bảo hiểm xã hội tỉnh Lai Châu", "Lai Chau Provincial Social Insurance", Central, &["Phòng Chế độ bảo hiểm xã hội", "Phòng Quản lý thu – Sổ, thẻ"], 32, 2),
    row(32, "congan", "Công an tỉnh Lai Châu", "Lai Chau Provincial Public Security", Central, &["Phòng Quản lý xuất nhập cảnh", "Phòng Cảnh sát PCCC và CNCH"], 34, 1),
    row(33, "thue", "Cục Thuế tỉnh Lai Châu", "Lai Chau Provincial Tax Department", Central, &["Phòng Kê khai và Kế toán thuế"], 26, 1),
];

#[expect(clippy::too_many_arguments, reason = "a table row: the columns are read side by side, not at a call")]
const fn row(
    number: u8,
    slug: &'static str,
    name: &'static str,
    name_en: &'static str,
    kind: AgencyKind,
    divisions: &'static [&'static str],
    procedures: usize,
    on_the_spot: usize,
) -> AgencyRow {
    AgencyRow { number, slug, name, name_en, kind, divisions, procedures, on_the_spot }
}

impl AgencyRow {
    /// The code of the agency.
    pub(super) fn code(&self) -> String {
        agency_code(self.number)
    }

    /// The code of its n-th unit.
    pub(super) fn unit(&self, number: usize) -> String {
        unit_code(self.number, number)
    }

    /// The agency as the catalogue service receives it.
    pub(super) fn agency(&self) -> Agency {
        let fixed = [
            (COUNTER, format!("Quầy {} tại Trung tâm", self.name), UnitKind::Counter),
            (RECORDS, "Bộ phận Văn thư".to_owned(), UnitKind::Records),
            (LEADERSHIP, format!("Lãnh đạo {}", self.name), UnitKind::Leadership),
        ];
        let divisions =
            (DIVISION..).zip(self.divisions).map(|(number, name)| (number, (*name).to_owned(), UnitKind::Professional));
        Agency {
            code: self.code(),
            name: self.name.to_owned(),
            name_en: self.name_en.to_owned(),
            kind: self.kind,
            units: units(self.number, fixed.into_iter().chain(divisions)),
        }
    }
}

/// The twenty agencies, then the Centre and its partners.
pub fn agencies() -> Vec<Agency> {
    AGENCY_ROWS
        .iter()
        .map(AgencyRow::agency)
        .chain([centre(), post_office()])
        .chain(DISTRICT_COUNTERS.map(district_counter))
        .collect()
}

fn district_counter((number, _, place, place_en): (u8, &str, &str, &str)) -> Agency {
    let counter = (COUNTER, format!("Quầy một cửa {place}"), UnitKind::Counter);
    Agency {
        code: agency_code(number),
        name: format!("Bộ phận Tiếp nhận và Trả kết quả {place}"),
        name_en: format!("One-stop Counter of {place_en}"),
        kind: AgencyKind::Partner,
        units: units(number, [counter]),
    }
}

fn centre() -> Agency {
    let list = [
        (COUNTER, "Quầy hướng dẫn", UnitKind::Counter),
        (RECORDS, "Bộ phận Văn thư", UnitKind::Records),
        (LEADERSHIP, "Ban Giám đốc", UnitKind::Leadership),
        (DIVISION, "Bộ phận Kiểm soát thủ tục hành chính", UnitKind::Professional),
    ];
    Agency {
        code: agency_code(CENTRE),
        name: "Trung tâm Phục vụ hành chính công tỉnh Lai Châu".to_owned(),
        name_en: "Lai Chau Public Administrative Service Centre".to_owned(),
        kind: AgencyKind::Centre,
        units: units(CENTRE, list.map(|(number, name, kind)| (number, name.to_owned(), kind))),
    }
}

fn post_office() -> Agency {
    let counter = (COUNTER, "Quầy Bưu điện tại Trung tâm".to_owned(), UnitKind::Counter);
    Agency {
        code: agency_code(POST_OFFICE),
        name: "Bưu điện tỉnh Lai Châu".to_owned(),
        name_en: "Lai Chau Provincial Post Office".to_owned(),
        kind: AgencyKind::Partner,
        units: units(POST_OFFICE, [counter]),
    }
}

fn units(agency: u8, rows: impl IntoIterator<Item = (usize, String, UnitKind)>) -> Vec<Unit> {
    rows.into_iter().map(|(number, name, kind)| Unit { code: unit_code(agency, number), name, kind }).collect()
}

/// The code of an agency.
pub(super) fn agency_code(number: u8) -> String {
    format!("H35.{number:02}")
}

/// The code of a unit inside an agency, counter units being number 1.
pub(super) fn unit_code(agency: u8, number: usize) -> String {
    format!("H35.{agency:02}.{number:02}")
}
