//! A result that comes back for an error: what the report of each period says, and how periods follow each other.

use chrono::{Days, NaiveDate};
use motcua_reporting::{Form06a, InProcess, Received, Resolved, Review};
use motcua_testkit::on_both;

use crate::events::{begin, completed, recalled, reopened, returned};
use crate::office::{HEALTH, Office, PLANNING, WATER};

const THIS: (&str, &str) = ("2021-12-15", "2022-12-14");
const NEXT: (&str, &str) = ("2022-12-15", "2023-12-14");
const AFTER: (&str, &str) = ("2023-12-15", "2024-12-14");

async fn review(office: &Office, period: (&str, &str)) -> Review {
    office.review(period.0, period.1, None).await
}

#[tokio::test]
async fn finished_is_the_last_end_at_the_end_of_the_period() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let due = "2022-03-17 17:00";
        let twice = begin(&office, PLANNING, "online", "2022-03-14 08:00", due).await;
        office.says(twice, "2022-03-15 08:00", &completed(twice, due)).await;
        office.says(twice, "2022-03-16 08:00", &reopened(twice, due)).await;
        office.says(twice, "2022-03-18 08:00", &completed(twice, due)).await;
        let open = begin(&office, PLANNING, "online", "2022-12-01 08:00", "2022-12-09 17:00").await;
        office.says(open, "2022-12-09 08:00", &completed(open, "2022-12-09 17:00")).await;
        office.says(open, "2022-12-14 08:00", &reopened(open, "2022-12-09 17:00")).await;
        let this = review(&office, THIS).await;
        // Early the first time, late the time that counts.
        assert_eq!(this.resolved, Resolved { total: 1, early: 0, on_time: 0, late: 1 });
        assert_eq!(this.in_process, InProcess { total: 1, not_due: 0, overdue: 1 });
        office.says(open, "2022-12-15 08:00", &completed(open, "2022-12-09 17:00")).await;
        assert_eq!(review(&office, THIS).await, this);
        let next = review(&office, NEXT).await;
        assert_eq!((next.received.carried_over, next.reopened), (this.in_process.total, 0));
        assert_eq!(next.resolved, Resolved { total: 1, early: 0, on_time: 0, late: 1 });
    })
    .await;
}

#[tokio::test]
async fn what_the_next_period_carries_over_is_what_this_one_left_open_and_what_came_back() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let due = "2022-12-13 17:00";
        begin(&office, PLANNING, "counter", "2022-12-12 08:00", "2023-01-13 17:00").await;
        let mut came_back = Vec::new();
        for _ in 0..2 {
            let id = begin(&office, PLANNING, "online", "2022-12-01 08:00", due).await;
            office.says(id, "2022-12-13 16:00", &completed(id, due)).await;
            came_back.push(id);
        }
        let this = review(&office, THIS).await;
        assert_eq!(this.resolved, Resolved { total: 2, early: 0, on_time: 2, late: 0 });
        let untouched = review(&office, NEXT).await;
        assert_eq!((untouched.received.carried_over, untouched.reopened), (1, 0));
        for id in &came_back {
            office.says(*id, "2022-12-15 00:00", &reopened(*id, "2022-12-20 17:00")).await;
        }
        office.says(came_back[0], "2022-12-16 08:00", &completed(came_back[0], "2022-12-20 17:00")).await;
        assert_eq!(review(&office, THIS).await, this, "the report of a period that ended stays");
        let next = review(&office, NEXT).await;
        assert_eq!(next.received, Received { total: 3, online: 0, counter: 0, carried_over: 3 });
        assert_eq!((next.reopened, next.received.carried_over), (2, this.in_process.total + 2));
        let rows: Vec<_> = next.by_agency.iter().map(|row| (row.code.as_str(), row.reopened)).collect();
        assert_eq!(rows, [(PLANNING, 2), (HEALTH, 0), (WATER, 0)]);
        let note = Form06a::of(&next).note.map(|note| note.en).unwrap_or_default();
        assert!(note.starts_with("Column 6 exceeds column 11 of the period before by 2"), "{note}");
        assert_eq!(Form06a::of(&this).note, None);
        assert_eq!(next.resolved, Resolved { total: 1, early: 1, on_time: 0, late: 0 });
        assert_eq!(next.in_process, InProcess { total: 2, not_due: 0, overdue: 2 });
        let after = review(&office, AFTER).await;
        assert_eq!((after.received.carried_over, after.reopened), (next.in_process.total, 0));
    })
    .await;
}

#[tokio::test]
async fn a_result_that_came_back_is_handed_over_only_after_the_journey_ended_again() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let due = "2022-03-17 17:00";
        let id = begin(&office, PLANNING, "online", "2022-03-14 08:00", due).await;
        office.says(id, "2022-03-15 08:00", &completed(id, due)).await;
        // Results is heard before routing: called back, issued once more, handed over.
        office.says(id, "2022-03-15 09:00", &recalled(id)).await;
        office.says(id, "2022-03-16 09:00", &returned(id)).await;
        office.rig.settle_with(1).await;
        office.says(id, "2022-03-15 09:00", &reopened(id, due)).await;
        office.says(id, "2022-03-16 08:00", &completed(id, due)).await;
        office.rig.assert_clean().await;
        let director = office.director();
        let shown = office.rig.get(&format!("/v1/dossiers/{id}/timeline"), &director).await.expect(200);
        assert_eq!(shown["status"], 10);
        assert_eq!(shown["timeline"][4]["what"], "reopened");
        assert_eq!(shown["timeline"][4]["status"], 4);
    })
    .await;
}

/// A life as days: accepted, and then in turn finished and reopened.
struct Life {
    accepted: NaiveDate,
    turns: Vec<NaiveDate>,
}

impl Life {
    /// The day of the end that counts at the end of a day.
    fn finished_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        let past: Vec<_> = self.turns.iter().filter(|turn| **turn <= day).collect();
        if past.len() % 2 == 1 { past.last().map(|turn| **turn) } else { None }
    }
}

/// Numbers without a pattern, the same each time.
fn dice(seed: &mut u64, sides: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % sides
}

fn lives(first: NaiveDate, seed: &mut u64) -> Vec<Life> {
    let mut life = || {
        let accepted = first + Days::new(dice(seed, 60));
        let mut turns = Vec::new();
        let mut day = accepted;
        for _ in 0..dice(seed, 6) {
            day = day + Days::new(dice(seed, 15));
            turns.push(day);
        }
        Life { accepted, turns }
    };
    (0..40).map(|_| life()).collect()
}

#[tokio::test]
async fn every_period_counts_what_a_slow_count_by_hand_does_and_periods_follow_each_other() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let first: NaiveDate = "2022-01-01".parse().unwrap();
        let mut seed = 7;
        let lives = lives(first, &mut seed);
        for life in &lives {
            let id = begin(&office, PLANNING, "online", &format!("{} 08:00", life.accepted), "2023-01-13 17:00").await;
            for (n, day) in life.turns.iter().enumerate() {
                let at = format!("{day} {:02}:00", 9 + n);
                match n % 2 {
                    0 => office.says(id, &at, &completed(id, "2023-01-13 17:00")).await,
                    _ => office.says(id, &at, &reopened(id, "2023-01-13 17:00")).await,
                }
            }
        }
        office.rig.assert_clean().await;
        let mut all_came_back = 0;
        for _ in 0..12 {
            let from = first + Days::new(dice(&mut seed, 90));
            let to = from + Days::new(dice(&mut seed, 40));
            let (eve, after) = (from - Days::new(1), to + Days::new(1));
            let review = office.review(&from.to_string(), &to.to_string(), None).await;
            let count = |counts: &dyn Fn(&Life) -> bool| lives.iter().filter(|life| counts(life)).count() as u64;
            let known = |life: &Life| life.accepted <= to && life.finished_by(to).is_none_or(|day| day >= from);
            let case = format!("{from} to {to}");
            assert_eq!(review.received.total, count(&known), "{case}");
            assert_eq!(review.received.carried_over, count(&|life| known(life) && life.accepted < from), "{case}");
            assert_eq!(review.in_process.total, count(&|life| known(life) && life.finished_by(to).is_none()), "{case}");
            let came_back = |life: &Life| life.accepted < from && life.finished_by(eve).is_some() && known(life);
            assert_eq!(review.reopened, count(&came_back), "{case}");
            all_came_back += review.reopened;
            let next = office.review(&after.to_string(), &(after + Days::new(20)).to_string(), None).await;
            assert_eq!(next.received.carried_over, review.in_process.total + next.reopened, "{case}");
        }
        assert!(all_came_back > 10, "{all_came_back}: the cases have to be among them");
    })
    .await;
}
