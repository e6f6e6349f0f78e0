//! Sample data for every form, ordinary and very long; all persons are invented.

use chrono::{NaiveDate, NaiveDateTime};
use motcua_forms::forms::{
    Apology, Appointment, Component, ControlSheet, Entry, Fee, Handover, Paper, PaperKind, Receipt, Refusal, Register,
    RegisterEntry, StopNotice, SupplementRequest,
};
use motcua_forms::{Applicant, Centre, DossierHead, Error, LookUp, Sheet};
use motcua_worktime::Verdict;

/// The dossier code of the samples.
pub const CODE: &str = "H35.08-251006-0001";
/// The name of the applicant in the samples.
pub const NAME: &str = "Lò Thị Nguyễn Ỷ Đoàn";
/// The lookup address of the samples.
pub const ADDRESS: &str = "https://motcua.laichau.gov.vn/tra-cuu/H35.08-251006-0001";

/// A day of October 2025.
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 10, day).unwrap_or_default()
}

/// A time of a day of October 2025.
pub fn at(on: u32, hour: u32, minute: u32) -> NaiveDateTime {
    day(on).and_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn centre() -> Centre {
    Centre {
        superior: "UBND phường Tân Phong".to_owned(),
        name: "Trung tâm Phục vụ hành chính công phường Tân Phong".to_owned(),
        place: "Tân Phong".to_owned(),
    }
}

fn applicant() -> Applicant {
    Applicant {
        name: NAME.to_owned(),
        identity: "012300000017".to_owned(),
        address: "Tổ 9, phường Tân Phong, tỉnh Lai Châu".to_owned(),
        phone: "0912 000 017".to_owned(),
        email: "loy@example.vn".to_owned(),
        submitter: None,
    }
}

fn dossier() -> DossierHead {
    DossierHead {
        code: CODE.to_owned(),
        procedure: "Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới (1.000080)".to_owned(),
        field: "Hộ tịch".to_owned(),
    }
}

fn lookup() -> LookUp {
    LookUp { address: ADDRESS.to_owned(), secret: "7K0Q1XYZ".to_owned() }
}

/// Form 01.
pub fn receipt() -> Receipt {
    let paper = |name: &str, kind, quantity| Paper { name: name.to_owned(), kind, quantity };
    Receipt {
        centre: centre(),
        number: "0123".to_owned(),
        dossier: dossier(),
        applicant: Applicant { submitter: Some("Giàng A Sử".to_owned()), ..applicant() },
        papers: vec![
            paper("Tờ khai đăng ký khai sinh theo mẫu", PaperKind::Original, 1),
            paper("Giấy chứng sinh hoặc giấy tờ thay thế giấy chứng sinh", PaperKind::Original, 1),
            paper("Văn bản ủy quyền được chứng thực", PaperKind::Copy, 1),
            paper("Giấy tờ tùy thân của cha, mẹ trẻ em", PaperKind::Electronic, 2),
        ],
        sets: Some(1),
        time_limit: "05 ngày làm việc".to_owned(),
        received: at(6, 9, 5),
        appointment: Appointment::Single(at(13, 17, 0)),
        fees: Some(vec![
            Fee { name: "Lệ phí hộ tịch".to_owned(), amount_vnd: 8_000 },
            Fee { name: "Phí cấp bản sao trích lục".to_owned(), amount_vnd: 16_000 },
        ]),
        return_at: "Trung tâm Phục vụ hành chính công phường Tân Phong; nhận trực tiếp".to_owned(),
        register: Some(RegisterEntry { book: "02/2025".to_owned(), entry: 417 }),
        lookup: lookup(),
        officer: "Vàng Thị Mẩy".to_owned(),
    }
}

/// Form 01 for a chain of agencies.
pub fn interlinked() -> Receipt {
    let appointment = Appointment::Interlinked { total: at(20, 17, 0), local: day(9) };
    Receipt { appointment, register: None, ..receipt() }
}

/// Form 02.
pub fn supplement() -> SupplementRequest {
    let component = |name: &str, originals, certified, copies| {
        let name = name.to_owned();
        Component { name, originals, certified, copies }
    };
    SupplementRequest {
        centre: centre(),
        number: "0031".to_owned(),
        issued: Some(at(7, 10, 20)),
        dossier: dossier(),
        applicant: applicant(),
        components: vec![
            component("Giấy chứng sinh", 1, 0, 0),
            component("Giấy tờ chứng minh nơi cư trú của người mẹ", 0, 1, 0),
            component("Hộ chiếu của người cha", 0, 1, 2),
        ],
        reason: "Giấy chứng sinh nộp kèm không có dấu của cơ sở y tế; thiếu giấy tờ về nơi cư trú.".to_owned(),
        deadline: Some(day(21)),
        contact_name: "bà Vàng Thị Mẩy".to_owned(),
        contact_phone: "0213 000 111".to_owned(),
        lookup: lookup(),
        officer: "Vàng Thị Mẩy".to_owned(),
    }
}

/// Form 03.
pub fn refusal() -> Refusal {
    Refusal {
        centre: centre(),
        number: "0007".to_owned(),
        issued: Some(at(6, 14, 45)),
        dossier: dossier(),
        applicant: applicant(),
        reason:
            "Yêu cầu không thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường; đề nghị nộp hồ sơ tại Sở Tư pháp."
                .to_owned(),
        lookup: lookup(),
        officer: "Vàng Thị Mẩy".to_owned(),
    }
}

/// Form 04.
pub fn apology() -> Apology {
    Apology {
        centre: centre(),
        number: "0002".to_owned(),
        issued: Some(at(13, 15, 0)),
        dossier: dossier(),
        applicant: applicant(),
        agency: "Ủy ban nhân dân phường Tân Phong".to_owned(),
        received: at(6, 9, 5),
        due: at(13, 17, 0),
        new_due: at(16, 17, 0),
        reason: "chưa nhận được kết quả xác minh của cơ quan có thẩm quyền nước ngoài.".to_owned(),
        archive: "VT, HTQTCT".to_owned(),
        lookup: lookup(),
        leader: "Trần Văn Thuỷ".to_owned(),
    }
}

/// Form 05.
pub fn stop() -> StopNotice {
    StopNotice {
        centre: centre(),
        number: "0003".to_owned(),
        issued: Some(at(9, 8, 30)),
        dossier: dossier(),
        applicant: applicant(),
        agency: "Phòng Văn hóa - Xã hội".to_owned(),
        received: at(6, 9, 5),
        requested: Some(day(8)),
        request: "Người nộp không còn nhu cầu giải quyết.".to_owned(),
        stage: "Đang thẩm định tại Phòng Văn hóa - Xã hội".to_owned(),
        decision: "Dừng giải quyết hồ sơ theo đề nghị của người nộp và trả lại giấy tờ bản chính.".to_owned(),
        finance: "Hoàn trả lệ phí 8.000 đồng; không phát sinh chi phí khác.".to_owned(),
        archive: "VT, TTPVHCC".to_owned(),
        lookup: lookup(),
        leader: "Trần Văn Thuỷ".to_owned(),
    }
}

/// Form 06.
pub fn control() -> ControlSheet {
    let step = |agency: &str, from, to, verdict, note: &str| Handover {
        agency: agency.to_owned(),
        received: Some(from),
        received_by: "Vàng Thị Mẩy".to_owned(),
        handed_over: to,
        handed_over_by: if to.is_some() { "Lý A Páo".to_owned() } else { String::new() },
        verdict,
        note: note.to_owned(),
    };
    ControlSheet {
        centre: centre(),
        issued: day(13),
        dossier: dossier(),
        applicant: applicant(),
        received: at(6, 9, 5),
        due: Some(at(13, 17, 0)),
        handovers: vec![
            step("Trung tâm Phục vụ hành chính công", at(6, 9, 5), Some(at(6, 9, 40)), Some(Verdict::Early), ""),
            step("Phòng Văn hóa - Xã hội", at(6, 14, 0), Some(at(9, 16, 55)), Some(Verdict::OnTime), ""),
            step("Lãnh đạo UBND phường", at(10, 7, 30), Some(at(13, 8, 10)), Some(Verdict::Late), "Đi công tác"),
            step("Trung tâm Phục vụ hành chính công", at(13, 8, 15), None, None, ""),
        ],
    }
}

/// Form 07 with this number of dossiers.
pub fn register(dossiers: u32) -> Register {
    let entry = |number: u32| Entry {
        number,
        code: format!("H35.08-251006-{number:04}"),
        name: "Đăng ký khai sinh cho trẻ em".to_owned(),
        sets: Some(1),
        applicant: if number.is_multiple_of(3) { NAME } else { "Giàng A Sử" }.to_owned(),
        contact: "Tổ 9, phường Tân Phong; 0912 000 017".to_owned(),
        agency: "Phòng Văn hóa - Xã hội".to_owned(),
        received: Some(at(6, 9, 5)),
        due: Some(at(13, 17, 0)),
        transferred: Some(at(6, 9, 40)),
        result_received: Some(at(13, 8, 15)),
        returned: (!number.is_multiple_of(4)).then(|| at(13, 10, 0)),
        method: "Trực tiếp".to_owned(),
        note: String::new(),
    };
    Register {
        centre: centre(),
        issued: day(31),
        from: day(1),
        until: day(31),
        book: "02/2025".to_owned(),
        entries: (1..=dossiers).map(entry).collect(),
    }
}

/// A receipt that does not fit one page: long names, a very long word, many papers.
pub fn very_long_receipt() -> Receipt {
    let long = "Chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản và quyền sử dụng đất ở ".repeat(4);
    let papers = (1..=24).map(|no| Paper { name: format!("{no}. {long}"), kind: PaperKind::Electronic, quantity: no });
    Receipt {
        centre: Centre { name: "Trung tâm Phục vụ hành chính công ".repeat(4), ..centre() },
        applicant: Applicant {
            name: format!("{NAME} {}", "Ằ".repeat(150)),
            address: long.clone(),
            submitter: Some("Nguyễn Thị Hoàng Yến Khuyên ".repeat(4)),
            ..applicant()
        },
        dossier: DossierHead { procedure: long.clone(), ..dossier() },
        papers: papers.collect(),
        return_at: long,
        ..interlinked()
    }
}

/// All forms with ordinary data in the editions of October 2025, each with a file name.
///
/// # Errors
/// [`Error::Template`] when a template is invalid.
pub fn all() -> Result<Vec<(&'static str, Sheet)>, Error> {
    let on = day(6);
    Ok(vec![
        ("01-receipt", Sheet::fill(&receipt(), on)?),
        ("01-receipt-interlinked", Sheet::fill(&interlinked(), on)?),
        ("02-supplement", Sheet::fill(&supplement(), on)?),
        ("03-refusal", Sheet::fill(&refusal(), on)?),
        ("04-apology", Sheet::fill(&apology(), on)?),
        ("05-stop", Sheet::fill(&stop(), on)?),
        ("06-control-sheet", Sheet::fill(&control(), on)?),
        ("07-register", Sheet::fill(&register(60), on)?),
    ])
}
