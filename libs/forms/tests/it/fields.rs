//! What the fields of each form say, and what they leave out.

use motcua_forms::forms::{Appointment, ControlSheet, Receipt, StopNotice, SupplementRequest, Verdict};
use motcua_forms::{Applicant, DOTS, Form, LookUp, Sheet};

use crate::{samples, texts};

fn said(form: &impl Form) -> String {
    texts(&Sheet::fill(form, samples::day(6)).unwrap()).join("\n")
}

#[test]
fn an_interlinked_receipt_names_the_total_and_the_local_date() {
    let interlinked = said(&samples::interlinked());
    assert!(interlinked.contains("Thời gian trả kết quả toàn bộ quy trình liên thông"));
    assert!(interlinked.contains("17 giờ 00 phút, ngày 20 tháng 10 năm 2025"));
    assert!(interlinked.contains("ngày 09 tháng 10 năm 2025"));
    let single = said(&samples::receipt());
    assert!(single.contains("17 giờ 00 phút, ngày 13 tháng 10 năm 2025"));
    assert!(!single.contains("liên thông") && !single.contains("Local due date"));
}

#[test]
fn the_receipt_prints_the_lookup_secret_but_not_in_the_address() {
    let receipt = samples::receipt();
    assert!(said(&receipt).contains(&receipt.lookup.secret));
    assert!(!receipt.lookup.address.contains(&receipt.lookup.secret));
}

#[test]
fn the_owner_signs_unless_somebody_is_authorised() {
    let mut receipt = samples::receipt();
    assert_eq!(said(&receipt).matches("Giàng A Sử").count(), 2);
    receipt.applicant = Applicant { submitter: None, ..receipt.applicant };
    let alone = said(&receipt);
    assert!(!alone.contains("theo ủy quyền") && !alone.contains("Handed in by"));
    assert_eq!(alone.matches(samples::NAME).count(), 2);
}

#[test]
fn what_the_applicant_did_not_give_is_left_out() {
    let mut receipt = samples::receipt();
    receipt.applicant = Applicant { phone: String::new(), email: String::new(), ..receipt.applicant };
    let without = said(&receipt);
    assert!(!without.contains("Số điện thoại") && !without.contains("Email"));
}

#[test]
fn the_number_in_the_register_has_room_when_it_is_not_known() {
    assert!(said(&samples::receipt()).contains("02/2025"));
    assert!(said(&samples::interlinked()).contains("quyển số: ……"));
}

#[test]
fn several_fees_are_summed() {
    let mut receipt = samples::receipt();
    assert!(said(&receipt).contains("tổng cộng 24.000 đồng"));
    let fees = receipt.fees.as_mut().unwrap();
    fees.truncate(1);
    assert!(said(&receipt).contains("Lệ phí hộ tịch 8.000 đồng") && !said(&receipt).contains("tổng cộng"));
    receipt.fees = Some(Vec::new());
    assert!(said(&receipt).contains("Không"));
}

#[test]
fn what_is_not_known_is_left_to_be_written_by_hand() {
    let unknown = DOTS.to_owned();
    let lookup = LookUp { secret: unknown.clone(), ..samples::receipt().lookup };
    let receipt =
        Receipt { number: unknown.clone(), sets: None, fees: None, return_at: unknown, lookup, ..samples::receipt() };
    let words = said(&receipt);
    assert!(words.contains("Số: ……………/TNHS"));
    assert_eq!(words.matches(DOTS).count(), 5, "number, sets, fees, place of return, secret: {words}");
    let supplement = SupplementRequest { issued: None, ..samples::supplement() };
    assert!(said(&supplement).contains("Tân Phong, ngày …… tháng …… năm ………"));
    assert!(said(&ControlSheet { due: None, ..samples::control() }).contains(DOTS));
}

#[test]
fn a_dossier_for_another_place_says_from_when_its_limit_runs() {
    let appointment = Appointment::OnceReceived { agency: "Sở Công Thương".to_owned() };
    let words = said(&Receipt { appointment, ..samples::receipt() });
    assert!(words.contains("tính từ ngày Sở Công Thương nhận được hồ sơ") && !words.contains("liên thông"));
}

#[test]
fn a_stop_that_nobody_asked_for_names_no_request() {
    let stop = StopNotice { requested: None, request: String::new(), ..samples::stop() };
    assert!(!said(&stop).contains("Đề nghị dừng"));
    let undated = StopNotice { requested: None, ..samples::stop() };
    assert!(said(&undated).contains(&format!("ngày {DOTS}. Người nộp")));
}

#[test]
fn the_control_sheet_says_early_on_time_or_late() {
    let mut sheet = samples::control();
    let verdicts: Vec<_> = sheet.handovers.iter().map(|step| step.verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::Early), Some(Verdict::OnTime), Some(Verdict::Late), None]);
    let words = said(&sheet);
    let cells: Vec<&str> = words.lines().collect();
    for verdict in ["Trước hạn", "Đúng hạn", "Quá hạn"] {
        assert_eq!(cells.iter().filter(|cell| **cell == verdict).count(), 1, "{verdict}");
    }
    assert!(words.contains("16:55 09/10/2025\nLý A Páo"));
    sheet.handovers[2].verdict = None;
    assert!(!said(&sheet).contains("Quá hạn"));
}
