//! Which fields each form prints, and which it leaves out.

use motcua_forms::forms::{Appointment, ControlSheet, Receipt, StopNotice, SupplementRequest, Verdict};
use motcua_forms::{Applicant, DOTS, Form, LookUp, Sheet};

use crate::samples;
use crate::texts::texts;

fn printed(form: &impl Form) -> String {
    texts(&Sheet::fill(form, samples::day(6)).unwrap()).join("\n")
}

#[test]
fn an_interlinked_receipt_names_the_total_and_the_local_date() {
    let interlinked = printed(&samples::interlinked());
    assert!(interlinked.contains("Thời gian trả kết quả toàn bộ quy trình liên thông"));
    assert!(interlinked.contains("17 giờ 00 phút, ngày 20 tháng 10 năm 2025"));
    assert!(interlinked.contains("ngày 09 tháng 10 năm 2025"));
    let single = printed(&samples::receipt());
    assert!(single.contains("17 giờ 00 phút, ngày 13 tháng 10 năm 2025"));
    assert!(!single.contains("liên thông") && !single.contains("Local due date"));
}

#[test]
fn the_receipt_prints_the_lookup_secret_but_not_in_the_address() {
    let receipt = samples::receipt();
    assert!(printed(&receipt).contains(&receipt.lookup.secret));
    assert!(!receipt.lookup.address.contains(&receipt.lookup.secret));
}

#[test]
fn the_owner_signs_unless_there_is_an_authorised_submitter() {
    let mut receipt = samples::receipt();
    assert_eq!(printed(&receipt).matches("Giàng A Sử").count(), 2);
    receipt.applicant = Applicant { submitter: None, ..receipt.applicant };
    let alone = printed(&receipt);
    assert!(!alone.contains("theo ủy quyền") && !alone.contains("Handed in by"));
    assert_eq!(alone.matches(samples::NAME).count(), 2);
}

#[test]
fn missing_contact_data_is_left_out() {
    let mut receipt = samples::receipt();
    receipt.applicant = Applicant { phone: String::new(), email: String::new(), ..receipt.applicant };
    let without = printed(&receipt);
    assert!(!without.contains("Số điện thoại") && !without.contains("Email"));
}

#[test]
fn an_unknown_register_entry_prints_dots() {
    assert!(printed(&samples::receipt()).contains("02/2025"));
    assert!(printed(&samples::interlinked()).contains("quyển số: ……"));
}

#[test]
fn several_fees_are_summed() {
    let mut receipt = samples::receipt();
    assert!(printed(&receipt).contains("tổng cộng 24.000 đồng"));
    let fees = receipt.fees.as_mut().unwrap();
    fees.truncate(1);
    assert!(printed(&receipt).contains("Lệ phí hộ tịch 8.000 đồng") && !printed(&receipt).contains("tổng cộng"));
    receipt.fees = Some(Vec::new());
    assert!(printed(&receipt).contains("Không"));
}

#[test]
fn unknown_values_print_dots_to_be_filled_in_by_hand() {
    let unknown = DOTS.to_owned();
    let lookup = LookUp { secret: unknown.clone(), ..samples::receipt().lookup };
    let receipt =
        Receipt { number: unknown.clone(), sets: None, fees: None, return_at: unknown, lookup, ..samples::receipt() };
    let text = printed(&receipt);
    assert!(text.contains("Số: ……………/TNHS"));
    assert_eq!(text.matches(DOTS).count(), 5, "number, sets, fees, place of return, secret: {text}");
    let supplement = SupplementRequest { issued: None, ..samples::supplement() };
    assert!(printed(&supplement).contains("Tân Phong, ngày …… tháng …… năm ………"));
    assert!(printed(&ControlSheet { due: None, ..samples::control() }).contains(DOTS));
}

#[test]
fn a_dossier_for_another_agency_prints_when_its_limit_starts() {
    let appointment = Appointment::OnceReceived { agency: "Sở Công Thương".to_owned() };
    let text = printed(&Receipt { appointment, ..samples::receipt() });
    assert!(text.contains("tính từ ngày Sở Công Thương nhận được hồ sơ") && !text.contains("liên thông"));
}

#[test]
fn a_stop_without_request_prints_no_request() {
    let stop = StopNotice { requested: None, request: String::new(), ..samples::stop() };
    assert!(!printed(&stop).contains("Đề nghị dừng"));
    let undated = StopNotice { requested: None, ..samples::stop() };
    assert!(printed(&undated).contains(&format!("ngày {DOTS}. Người nộp")));
}

#[test]
fn the_control_sheet_prints_early_on_time_or_late() {
    let mut sheet = samples::control();
    let verdicts: Vec<_> = sheet.handovers.iter().map(|step| step.verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::Early), Some(Verdict::OnTime), Some(Verdict::Late), None]);
    let text = printed(&sheet);
    let cells: Vec<&str> = text.lines().collect();
    for verdict in ["Trước hạn", "Đúng hạn", "Quá hạn"] {
        assert_eq!(cells.iter().filter(|cell| **cell == verdict).count(), 1, "{verdict}");
    }
    assert!(text.contains("16:55 09/10/2025\nLý A Páo"));
    sheet.handovers[2].verdict = None;
    assert!(!printed(&sheet).contains("Quá hạn"));
}
