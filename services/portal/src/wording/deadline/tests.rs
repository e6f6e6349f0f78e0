//! Deadlines against a fixed clock.

use chrono::NaiveDate;
use serde_json::json;

use super::*;

fn dossier(change: &serde_json::Value) -> DossierState {
    let mut document = json!({
        "code": "H35.08-221206-0001", "status": 4, "statusText": {"vi": "Đang giải quyết", "en": "In progress"},
        "agency": {"code": "H35.08", "name": "Sở Xây dựng"}, "submittedAt": "2022-12-01T01:00:00Z",
        "acceptedAt": "2022-12-01T01:12:00Z", "dueAt": "2022-12-15T10:00:00Z", "paused": false, "timeline": []});
    for (key, value) in change.as_object().unwrap() {
        document[key] = value.clone();
    }
    serde_json::from_value(document).unwrap()
}

fn shown_at(now: &str, change: &serde_json::Value) -> (DeadlineState, String) {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let calendar = Calendar::office_hours("H35", 1, day(2022), day(2023));
    let shown = deadline(&dossier(change), now.parse().unwrap(), Some(&calendar), Language::Vi).unwrap();
    (shown.state, shown.text)
}

#[test]
fn the_text_counts_the_working_days_to_the_due_date() {
    let plain = json!({});
    let at = |now: &str| shown_at(now, &plain);
    assert_eq!(at("2022-12-09T02:00:00Z"), (DeadlineState::InTime, "Còn hạn – còn 4 ngày làm việc".into()));
    assert_eq!(at("2022-12-14T02:00:00Z"), (DeadlineState::Near, "Sắp đến hạn – còn 1 ngày làm việc".into()));
    assert_eq!(at("2022-12-15T02:00:00Z"), (DeadlineState::Today, "Đến hạn hôm nay – trước 17:00".into()));
    assert_eq!(at("2022-12-15T11:00:00Z"), (DeadlineState::Late, "Quá hạn từ 17:00 ngày 15/12/2022".into()));
    assert_eq!(at("2022-12-19T02:00:00Z"), (DeadlineState::Late, "Quá hạn 2 ngày làm việc".into()));
}

#[test]
fn a_paused_dossier_shows_since_when() {
    let change = json!({"paused": true, "status": 5, "timeline": [
        {"at": "2022-12-12T03:00:00Z", "status": 5, "text": {"vi": "Cần bổ sung giấy tờ", "en": "Papers needed"}}]});
    let shown = shown_at("2022-12-20T02:00:00Z", &change);
    assert_eq!(shown, (DeadlineState::Paused, "Tạm dừng – chờ bổ sung từ 12/12/2022".into()));
}

#[test]
fn a_finished_dossier_is_compared_with_its_due_date() {
    let finished = |at: &str| shown_at("2023-01-05T02:00:00Z", &json!({"status": 9, "finishedAt": at}));
    assert_eq!(
        finished("2022-12-13T02:00:00Z"),
        (DeadlineState::InTime, "Có kết quả trước hạn 2 ngày làm việc".into())
    );
    assert_eq!(finished("2022-12-15T10:00:00Z"), (DeadlineState::InTime, "Có kết quả đúng hạn".into()));
    assert_eq!(finished("2022-12-15T10:01:00Z"), (DeadlineState::Late, "Có kết quả quá hạn".into()));
    assert_eq!(finished("2022-12-16T02:00:00Z"), (DeadlineState::Late, "Có kết quả quá hạn 1 ngày làm việc".into()));
}

#[test]
fn without_a_calendar_days_are_not_called_working_days() {
    let now = "2022-12-09T02:00:00Z".parse().unwrap();
    let shown = deadline(&dossier(&json!({})), now, None, Language::En).unwrap();
    assert_eq!(shown.text, "6 days left");
}

#[test]
fn a_stopped_dossier_and_one_without_due_date_have_no_deadline() {
    let now = "2022-12-09T02:00:00Z".parse().unwrap();
    assert_eq!(deadline(&dossier(&json!({"status": 8})), now, None, Language::Vi), None);
    assert_eq!(deadline(&dossier(&json!({"dueAt": null})), now, None, Language::Vi), None);
}
