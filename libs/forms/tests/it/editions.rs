//! Which edition of a form is in force on which day.

use chrono::NaiveDate;
use motcua_forms::{Error, Form, Sheet, html, template};

use crate::samples;

fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn filled(form: &impl Form, day: NaiveDate) -> (String, String, String) {
    let sheet = Sheet::fill(form, day).unwrap();
    (sheet.version, sheet.title, sheet.foot)
}

#[test]
fn an_old_dossier_keeps_the_edition_of_its_acceptance() {
    let (version, title, foot) = filled(&samples::apology(), on(2025, 6, 30));
    assert_eq!((version.as_str(), foot.as_str()), ("2018-11-23", "Mẫu số 04 (TT 01/2018/TT-VPCP)"));
    assert_eq!(title, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ");
    let (version, title, _) = filled(&samples::apology(), on(2025, 7, 1));
    assert_eq!(version, "2025-07-01");
    assert_eq!(title, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT");
}

#[test]
fn only_the_new_apology_asks_for_an_extension() {
    let page = |day| html::render(&Sheet::fill(&samples::apology(), day).unwrap()).unwrap();
    assert!(!page(on(2025, 6, 30)).contains("gia hạn"));
    assert!(page(on(2025, 7, 1)).contains("đề nghị gia hạn thời gian giải quyết hồ sơ"));
}

#[test]
fn control_sheet_and_register_were_numbers_05_and_06_before_2025() {
    assert_eq!(filled(&samples::control(), on(2022, 12, 5)).2, "Mẫu số 05 (TT 01/2018/TT-VPCP)");
    assert_eq!(filled(&samples::control(), on(2025, 10, 6)).2, "Mẫu số 06 (TT 03/2025/TT-VPCP)");
    assert_eq!(filled(&samples::register(1), on(2022, 12, 5)).2, "Mẫu số 06 (TT 01/2018/TT-VPCP)");
    assert_eq!(filled(&samples::register(1), on(2025, 10, 6)).2, "Mẫu số 07 (TT 03/2025/TT-VPCP)");
}

#[test]
fn a_stop_notice_did_not_exist_before_2025() {
    assert!(matches!(Sheet::fill(&samples::stop(), on(2025, 6, 30)), Err(Error::NotInForce { .. })));
    assert!(matches!(Sheet::fill(&samples::receipt(), on(2018, 11, 22)), Err(Error::NotInForce { .. })));
    assert!(Sheet::fill(&samples::stop(), on(2025, 7, 1)).is_ok());
}

#[test]
fn editions_are_sorted_and_named_by_their_first_day() {
    for form in ["01", "02", "03", "04", "05", "06", "07"] {
        let template = template::template(form).unwrap();
        assert!(template.editions.is_sorted_by(|a, b| a.effective_from < b.effective_from));
        assert!(template.editions.iter().all(|edition| edition.version == edition.effective_from.to_string()));
    }
    assert!(matches!(template::template("08"), Err(Error::Template { .. })));
}
