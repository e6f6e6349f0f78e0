//! What the board says about the year of the seed.

use serde_json::json;

use super::*;
use crate::demo::DemoState;

fn review(late: u64) -> Review {
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
fn the_sentence_comes_first() {
    let finding = Board::of(&review(20), Lang::Vi).finding;
    assert_eq!(finding.lead, "99,95%");
    assert_eq!(finding.rest, "hồ sơ giải quyết đúng và trước hạn; 20 hồ sơ quá hạn");
    let finding = Board::of(&review(0), Lang::En).finding;
    assert_eq!(
        (finding.lead.as_str(), finding.rest.as_str()),
        ("100%", "of dossiers resolved on time or early; none was late")
    );
}

#[test]
fn each_share_says_what_it_is_a_share_of() {
    let board = Board::of(&review(20), Lang::Vi);
    assert_eq!(board.panels[0].remark, "44,1% trực tuyến");
    assert_eq!(board.panels[0].base, "Tỷ lệ tính trên 43.378 hồ sơ, gồm cả hồ sơ từ kỳ trước");
    assert_eq!(board.panels[3].remark, "31,2% hồ sơ đã giải quyết có đánh giá");
    assert_eq!(board.panels[1].parts[2].share, "0,05%");
}

#[test]
fn the_agencies_have_a_finding_of_their_own() {
    let agencies = Board::of(&review(20), Lang::Vi).agencies;
    assert_eq!(agencies.finding, "1 trong 2 cơ quan có hồ sơ giải quyết quá hạn");
    assert_eq!(agencies.rows[1].numbers.in_time, "93,33%");
}

#[test]
fn every_number_of_the_page_is_among_the_changes() {
    let changes = Board::of(&review(20), Lang::Vi).changes();
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
fn the_play_ends_with_the_last_dossier() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let year = (day("2021-12-15"), day("2022-12-14"));
    let state = DemoState { today: Some(day("2022-06-15")), played: 20_000, total: 44_000, done: false };
    let play = Play::of(state, year, Lang::Vi).unwrap();
    assert_eq!(play.today, "thứ Tư, 15/06/2022");
    assert_eq!(play.dossiers, "20.000 trong 44.000 hồ sơ (45,5%)");
    assert_eq!(play.months.len(), 12);
    assert_eq!(play.bar.parts[0].width, 501);
    assert!(Play::of(DemoState { done: true, ..state }, year, Lang::Vi).is_none());
    assert!(Play::of(DemoState { today: None, ..state }, year, Lang::Vi).is_none());
}
