//! Request bodies of the tests.

use serde_json::{Value, json};

/// A department with its four units.
pub fn agency() -> Value {
    json!({"code": "H35.05", "name": "Sở Công Thương", "nameEn": "Department of Industry and Trade", "kind": "department",
        "units": [
            {"code": "H35.05.01", "name": "Quầy Sở Công Thương", "kind": "counter"},
            {"code": "H35.05.02", "name": "Bộ phận Văn thư", "kind": "records"},
            {"code": "H35.05.03", "name": "Lãnh đạo Sở Công Thương", "kind": "leadership"},
            {"code": "H35.05.04", "name": "Phòng Quản lý thương mại", "kind": "professional"}]})
}

/// A procedure of three working days at the counter, as the demo posts it.
pub fn procedure() -> Value {
    json!({"code": "1.005319", "name": "Cấp lại Chứng chỉ hành nghề thú y", "field": "Thú y", "agency": "H35.05",
        "onTheSpot": false, "synthetic": false, "calendar": "H35", "effectiveFrom": "2021-07-01",
        "supplementPolicy": "pause", "territory": "province", "cases": [{"code": "1", "name": "Trường hợp chung",
            "papers": [{"code": "GT1", "name": "Đơn đề nghị theo mẫu", "originals": 1, "copies": 0},
                {"code": "GT2", "name": "Bản sao giấy tờ", "originals": 0, "copies": 1}],
            "terms": [{"channel": "counter", "limit": {"unit": "workingDay", "amount": 3}, "feeVnd": 50000, "steps": [
                {"number": 1, "kind": "receive", "name": "Tiếp nhận", "unit": "H35.05.01", "role": "intake_officer", "minutes": 180},
                {"number": 2, "kind": "work", "name": "Thẩm định", "unit": "H35.05.04", "role": "dept_officer", "minutes": 900},
                {"number": 3, "kind": "approve", "name": "Ký duyệt", "unit": "H35.05.03", "role": "dept_head", "minutes": 240},
                {"number": 4, "kind": "issue", "name": "Phát hành", "unit": "H35.05.02", "role": "clerk", "minutes": 120}]}]}]})
}

/// The same under another code, name and field.
pub fn named(code: &str, name: &str, field: &str) -> Value {
    let mut body = procedure();
    (body["code"], body["name"], body["field"]) = (json!(code), json!(name), json!(field));
    body
}

/// The office calendar of the province, with a holiday and a make-up Saturday.
pub fn calendar(version: u32) -> Value {
    let day = json!([{"from": "07:00", "to": "11:30"}, {"from": "13:30", "to": "17:00"}]);
    json!({"code": "H35", "version": version, "validFrom": "2021-07-01", "validTo": "2027-12-31",
        "week": [day, day, day, day, day, [], []],
        "overrides": {"2022-04-11": {"kind": "off", "reason": "Giỗ Tổ Hùng Vương"},
            "2024-05-04": {"kind": "working", "spans": day, "reason": "Làm bù"}}})
}
