//! The review as it is printed, with the figures of Lai Châu 2022.

use motcua_reporting::{Fees, Review, render};
use serde_json::json;

fn review() -> Review {
    let received = json!({"total": 43_378, "online": 19_126, "counter": 22_542, "carriedOver": 1_710});
    let resolved = json!({"total": 40_693, "early": 20_539, "onTime": 20_134, "late": 20});
    let in_process = json!({"total": 2_685, "notDue": 2_671, "overdue": 14});
    let none = json!({"received": {"total": 0, "online": 0, "counter": 0, "carriedOver": 0},
        "resolved": {"total": 0, "early": 0, "onTime": 0, "late": 0},
        "inProcess": {"total": 0, "notDue": 0, "overdue": 0}});
    let mut quiet = json!({"code": "H35.31", "name": "=Công ty, \"Nước\""});
    quiet.as_object_mut().expect("an object").extend(none.as_object().expect("an object").clone());
    serde_json::from_value(json!({
        "period": {"from": "2021-12-15", "to": "2022-12-14"},
        "catalogue": {"procedures": 1_481, "departments": 15, "companies": 2, "centralAgencies": 3, "onTheSpot": 92},
        "received": received, "resolved": resolved, "inProcess": in_process,
        "ratings": {"total": 12_710, "verySatisfied": 12_670, "satisfied": 40, "notSatisfied": 0},
        "fees": {"dossiers": 9_120, "paidOnline": 5_011, "amountVnd": 1_350_000_000},
        "byAgency": [{"code": "H35.05", "name": "Sở Kế hoạch và Đầu tư", "received": received,
            "resolved": resolved, "inProcess": in_process}, quiet],
    }))
    .expect("a review")
}

/// The figure and the remark behind a label, with single spaces.
fn line(text: &str, section: &str, label: &str) -> String {
    let lines = text.lines().skip_while(|line| *line != section);
    let line = lines.map(str::trim).find(|line| line.starts_with(label)).unwrap_or_default();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_vietnamese_text_shows_the_published_figures_and_shares() {
    let text = render::text_vi(&review());
    assert!(text.contains("Kỳ báo cáo: từ ngày 15/12/2021 đến hết ngày 14/12/2022"), "{text}");
    assert_eq!(line(&text, "DANH MỤC", "Thủ tục"), "Thủ tục hành chính 1.481");
    assert_eq!(line(&text, "TIẾP NHẬN", "Tổng số"), "Tổng số hồ sơ 43.378");
    assert_eq!(line(&text, "TIẾP NHẬN", "Trực tuyến"), "Trực tuyến 19.126 44,1%");
    assert_eq!(line(&text, "ĐÃ GIẢI QUYẾT", "Trước hạn"), "Trước hạn 20.539 50,5% (*)");
    assert_eq!(line(&text, "ĐÃ GIẢI QUYẾT", "Đúng hạn"), "Đúng hạn 20.134 49,5% (*)");
    assert_eq!(line(&text, "ĐÃ GIẢI QUYẾT", "Trước hạn và"), "Trước hạn và đúng hạn 40.673 99,95%");
    let rated = line(&text, "ĐÁNH GIÁ CỦA NGƯỜI DÂN, TỔ CHỨC", "Lượt");
    assert_eq!(rated, "Lượt đánh giá 12.710 31,2% số hồ sơ đã giải quyết");
    assert_eq!(line(&text, "PHÍ, LỆ PHÍ", "Hồ sơ có"), "Hồ sơ có khoản phải nộp 9.120");
    assert_eq!(line(&text, "PHÍ, LỆ PHÍ", "Thanh toán"), "Thanh toán trực tuyến 5.011 54,9%");
    assert_eq!(line(&text, "PHÍ, LỆ PHÍ", "Số tiền"), "Số tiền đã thu (đồng) 1.350.000.000");
}

#[test]
fn the_english_text_shows_the_same_figures() {
    let text = render::text_en(&review());
    assert!(text.contains("Period: 15 December 2021 to 14 December 2022"), "{text}");
    assert_eq!(line(&text, "RECEIVED", "Online"), "Online 19,126 44.1%");
    assert_eq!(line(&text, "RESOLVED", "Early or"), "Early or on time 40,673 99.95%");
    assert_eq!(line(&text, "IN PROCESS", "Overdue"), "Overdue 14 0.5%");
    assert_eq!(line(&text, "FEES AND CHARGES", "Paid online"), "Paid online 5,011 54.9%");
    assert_eq!(line(&text, "RECEIVED", "Results that"), "Results that came back 0");
}

#[test]
fn csv_has_the_columns_of_the_form_and_no_formulas() {
    let csv = render::form_06a_csv(&review());
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert!(lines[0].starts_with("TT,Mã,Cơ quan,Tiếp nhận – Tổng số,"));
    assert_eq!(lines[1], "1,H35.05,Sở Kế hoạch và Đầu tư,43378,19126,22542,1710,40693,20539,20134,20,2685,2671,14");
    assert!(lines[2].starts_with("2,H35.31,\"'=Công ty, \"\"Nước\"\"\",0,"), "{}", lines[2]);
    assert!(lines[3].starts_with(",,Tổng số,43378,"));
    assert_eq!(lines.len(), 4);
}

/// The same with two results that came back, all of one agency.
fn noted() -> Review {
    let mut review = Review { reopened: 2, ..review() };
    review.by_agency[0].reopened = 2;
    review
}

#[test]
fn the_review_as_csv_has_what_its_json_has() {
    let csv = render::csv(&noted());
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    let form = render::form_06a_csv(&noted());
    for (line, of_form) in lines.iter().zip(form.split_terminator("\r\n")) {
        assert!(line.starts_with(of_form), "the form comes first: {line}");
    }
    assert!(lines[0].ends_with(",Kết quả bị trả lại do sai sót"), "{}", lines[0]);
    assert!(lines[1].ends_with(",14,2") && lines[2].ends_with(",0,0") && lines[3].ends_with(",14,2"), "{csv}");
    for beneath in [
        ",,Thủ tục hành chính,1481,,,,,,,,,,,",
        ",,Hồ sơ có khoản phải nộp,9120,,,,,,,,,,,",
        ",,Thanh toán trực tuyến,5011,,,,,,,,,,,",
        ",,Số tiền đã thu (đồng),1350000000,,,,,,,,,,,",
        ",,Kết quả bị trả lại do sai sót,2,,,,,,,,,,,",
    ] {
        assert!(lines.contains(&beneath), "{beneath} in {csv}");
    }
}

#[test]
fn a_note_explains_reopened_dossiers_in_column_6() {
    let (quiet, noted) = (review(), noted());
    for silent in [render::text_vi(&quiet), render::text_en(&quiet), render::form_06a_csv(&quiet)] {
        assert!(!silent.contains("ột 6") && !silent.contains("olumn 6"), "{silent}");
    }
    let vi = "Cột 6 nhiều hơn cột 11 của kỳ trước 2 hồ sơ: kết quả đã trả lại do sai sót, được giải quyết tiếp trong kỳ này.";
    let text = render::text_vi(&noted);
    assert_eq!(line(&text, "TIẾP NHẬN", "Từ kỳ trước"), "Từ kỳ trước chuyển sang 1.710 3,9% (**)");
    assert_eq!(line(&text, "TIẾP NHẬN", "Kết quả bị"), "Kết quả bị trả lại do sai sót 2");
    assert!(line(&text, "THEO CƠ QUAN", "Mã").ends_with("Đang giải quyết Bị trả lại"), "{text}");
    assert!(line(&text, "THEO CƠ QUAN", "H35.05").ends_with(" 2.685 2"), "{text}");
    assert!(text.ends_with(&format!("\n(**) {vi}\n")), "{text}");
    assert!(render::text_en(&noted).contains("\n(**) Column 6 exceeds column 11 of the period before by 2: results"));
    let csv = render::form_06a_csv(&noted);
    assert_eq!(csv.split_terminator("\r\n").last().unwrap(), format!(",,\"{vi}\",,,,,,,,,,,"));
    assert_ne!(render::xlsx(&noted).unwrap().len(), render::xlsx(&quiet).unwrap().len());
}

#[test]
fn the_workbook_is_an_xlsx_file() {
    let workbook = render::xlsx(&review()).unwrap();
    assert!(workbook.starts_with(b"PK"));
    let other = Review { fees: Fees::default(), ..review() };
    assert_ne!(workbook.len(), render::xlsx(&other).unwrap().len(), "the fees are in it");
}
