//! The dashboard of the seeded year.

use serde_json::json;

use super::year_progress::YearProgress;
use super::*;
use crate::api::figures::Period;
use crate::demo::progress::DemoState;

fn figures(late: u64) -> Figures {
    let agency = |code: &str, late: u64| {
        json!({"code": code, "name": format!("Sở {code}"),
            "received": {"total": 20, "online": 9, "counter": 10, "carriedOver": 1},
            "resolved": {"total": 15, "early": 10, "onTime": 5 - late, "late": late},
            "inProcess": {"total": 5, "notDue": 4, "overdue": 1}})
    };
    serde_json::from_value(json!({
        "period": {"from": "2021-12-15", "to": "2022-12-14"},
        "catalogue": {"procedures": 1481, "departments": 15, "companies": 2, "centralAgencies": 3, "onTheSpot": 92},
        "received": {"total": 43378, "online": 19126, "counter": 22542, "carriedOver": 1710},
        "resolved": {"total": 40693, "early": 20539, "onTime": 20154 - late, "late": late},
        "inProcess": {"total": 2685, "notDue": 2671, "overdue": 14},
        "ratings": {"total": 12710, "verySatisfied": 12670, "satisfied": 40, "notSatisfied": 0},
        "byAgency": [agency("H35.01", 0), agency("H35.02", 1)]
    }))
    .unwrap()
}

#[test]
fn the_finding_names_the_share_in_time_and_the_number_late() {
    let finding = Dashboard::of(&figures(20), Language::Vi).finding;
    assert_eq!(finding.lead, "99,95%");
    assert_eq!(finding.rest, "hồ sơ giải quyết đúng và trước hạn; 20 hồ sơ quá hạn");
    let finding = Dashboard::of(&figures(0), Language::En).finding;
    assert_eq!(
        (finding.lead.as_str(), finding.rest.as_str()),
        ("100%", "of dossiers resolved on time or early; none was late")
    );
}

#[test]
fn each_share_names_the_total_it_refers_to() {
    let dashboard = Dashboard::of(&figures(20), Language::Vi);
    assert_eq!(dashboard.panels[0].remark, "44,1% trực tuyến");
    assert_eq!(dashboard.panels[0].base, "Tỷ lệ tính trên 43.378 hồ sơ, gồm cả hồ sơ từ kỳ trước");
    assert_eq!(dashboard.panels[3].remark, "31,2% hồ sơ đã giải quyết có đánh giá");
    assert_eq!(dashboard.panels[1].parts[2].share, "0,05%");
}

#[test]
fn the_table_of_agencies_has_its_own_finding() {
    let agencies = Dashboard::of(&figures(20), Language::Vi).agencies;
    assert_eq!(agencies.finding, "1 trong 2 cơ quan có hồ sơ giải quyết quá hạn");
    assert_eq!(agencies.rows[1].numbers.in_time, "93,33%");
}

#[test]
fn every_number_of_the_page_is_in_the_changes() {
    let changes = Dashboard::of(&figures(20), Language::Vi).changes();
    for key in [
        "finding-lead",
        "procedures",
        "received-total",
        "resolved-part-2",
        "ratings-part-0-share",
        "H35.02-late",
        "all-overdue",
        "received-description",
    ] {
        assert!(changes.texts.contains_key(key), "{key}");
    }
    assert_eq!(changes.bars["received-0"], [0, 441]);
    assert_eq!(changes.bars["bar-H35.01-0"], [0, 750]);
}

#[test]
fn the_progress_is_shown_until_the_last_dossier() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let year = Period { from: day("2021-12-15"), to: day("2022-12-14") };
    let state = DemoState { today: Some(day("2022-06-15")), played: 20_000, total: 44_000, done: false };
    let progress = YearProgress::of(state, year, Language::Vi).unwrap();
    assert_eq!(progress.today, "thứ Tư, 15/06/2022");
    assert_eq!(progress.dossiers, "20.000 trong 44.000 hồ sơ (45,5%)");
    assert_eq!(progress.months.len(), 12);
    assert_eq!(progress.bar.segments[0].width, 501);
    assert!(YearProgress::of(DemoState { done: true, ..state }, year, Language::Vi).is_none());
    assert!(YearProgress::of(DemoState { today: None, ..state }, year, Language::Vi).is_none());
}
