//! The phrases of the printed review, and the one format of numbers and dates for people.

use chrono::NaiveDate;
use motcua_contracts::Text;
use motcua_contracts::format::group_digits;

use crate::domain::percent;

/// A language of the printed review; each field is the phrase it is named after.
pub struct Language {
    thousands: char,
    point: char,
    date: &'static str,
    /// Picks the text of this language.
    pub of: fn(&Text) -> &str,
    pub title: &'static str,
    pub subject: &'static str,
    pub agency: &'static str,
    pub period: [&'static str; 2],
    pub catalogue: &'static str,
    pub procedures: &'static str,
    pub on_the_spot: &'static str,
    pub departments: &'static str,
    pub companies: &'static str,
    pub central_agencies: &'static str,
    pub received: &'static str,
    pub dossiers: &'static str,
    pub online: &'static str,
    pub counter: &'static str,
    pub carried_over: &'static str,
    pub reopened: &'static str,
    pub resolved: &'static str,
    pub early: &'static str,
    pub on_time: &'static str,
    pub in_time: &'static str,
    pub late: &'static str,
    pub in_process: &'static str,
    pub not_due: &'static str,
    pub overdue: &'static str,
    pub ratings: &'static str,
    pub rated: &'static str,
    pub response: &'static str,
    pub very_satisfied: &'static str,
    pub satisfied: &'static str,
    pub not_satisfied: &'static str,
    pub fees: &'static str,
    pub with_fee: &'static str,
    pub paid_online: &'static str,
    pub collected: &'static str,
    pub by_agency: &'static str,
    pub table: [&'static str; 7],
    pub total: &'static str,
}

impl Language {
    /// A number with grouped thousands.
    pub fn number(&self, number: u64) -> String {
        group_digits(number, self.thousands)
    }

    /// A percentage with one decimal.
    pub fn percent(&self, part: u64, whole: u64) -> String {
        percent(part, whole, 1, self.point)
    }

    /// A percentage with two decimals, where one decimal would hide a difference.
    pub fn precise_percent(&self, part: u64, whole: u64) -> String {
        percent(part, whole, 2, self.point)
    }

    /// A date.
    pub fn date(&self, day: NaiveDate) -> String {
        day.format(self.date).to_string()
    }
}

/// As the centre publishes it.
pub const VIETNAMESE: Language = Language {
    thousands: '.',
    point: ',',
    date: "%d/%m/%Y",
    of: |text| &text.vi,
    title: "BÁO CÁO TỔNG KẾT",
    subject: "Tình hình, kết quả giải quyết thủ tục hành chính tại Trung tâm Phục vụ hành chính công",
    agency: "Cơ quan: ",
    period: ["Kỳ báo cáo: từ ngày ", " đến hết ngày "],
    catalogue: "DANH MỤC",
    procedures: "Thủ tục hành chính",
    on_the_spot: "  Trong đó giải quyết tại chỗ",
    departments: "Sở, ngành",
    companies: "Công ty",
    central_agencies: "Cơ quan ngành dọc",
    received: "TIẾP NHẬN",
    dossiers: "Tổng số hồ sơ",
    online: "  Trực tuyến",
    counter: "  Trực tiếp, dịch vụ bưu chính",
    carried_over: "  Từ kỳ trước chuyển sang",
    reopened: "    Kết quả bị trả lại do sai sót",
    resolved: "ĐÃ GIẢI QUYẾT",
    early: "  Trước hạn",
    on_time: "  Đúng hạn",
    in_time: "Trước hạn và đúng hạn",
    late: "  Quá hạn",
    in_process: "ĐANG GIẢI QUYẾT",
    not_due: "  Trong hạn",
    overdue: "  Quá hạn",
    ratings: "ĐÁNH GIÁ CỦA NGƯỜI DÂN, TỔ CHỨC",
    rated: "Lượt đánh giá",
    response: " số hồ sơ đã giải quyết",
    very_satisfied: "  Rất hài lòng",
    satisfied: "  Hài lòng",
    not_satisfied: "  Không hài lòng",
    fees: "PHÍ, LỆ PHÍ",
    with_fee: "Hồ sơ có khoản phải nộp",
    paid_online: "  Thanh toán trực tuyến",
    collected: "Số tiền đã thu (đồng)",
    by_agency: "THEO CƠ QUAN",
    table: ["Mã", "Cơ quan", "Tiếp nhận", "Đã giải quyết", "Quá hạn", "Đang giải quyết", "Bị trả lại"],
    total: "Tổng số",
};

/// For readers from abroad.
pub const ENGLISH: Language = Language {
    thousands: ',',
    point: '.',
    date: "%-d %B %Y",
    of: |text| &text.en,
    title: "YEARLY REVIEW",
    subject: "Administrative procedures handled by the Provincial Public Administrative Service Centre",
    agency: "Agency: ",
    period: ["Period: ", " to "],
    catalogue: "CATALOGUE",
    procedures: "Administrative procedures",
    on_the_spot: "  Of them resolved on the spot",
    departments: "Departments",
    companies: "Companies",
    central_agencies: "Central agencies",
    received: "RECEIVED",
    dossiers: "Dossiers",
    online: "  Online",
    counter: "  At the counter or by post",
    carried_over: "  Carried over from before",
    reopened: "    Results that came back",
    resolved: "RESOLVED",
    early: "  Early",
    on_time: "  On time",
    in_time: "Early or on time",
    late: "  Late",
    in_process: "IN PROCESS",
    not_due: "  Not due yet",
    overdue: "  Overdue",
    ratings: "RATINGS BY CITIZENS AND ORGANISATIONS",
    rated: "Ratings",
    response: " of resolved dossiers",
    very_satisfied: "  Very satisfied",
    satisfied: "  Satisfied",
    not_satisfied: "  Not satisfied",
    fees: "FEES AND CHARGES",
    with_fee: "Dossiers with something to pay",
    paid_online: "  Paid online",
    collected: "Collected (dong)",
    by_agency: "BY AGENCY",
    table: ["Code", "Agency", "Received", "Resolved", "Late", "In process", "Came back"],
    total: "Total",
};
