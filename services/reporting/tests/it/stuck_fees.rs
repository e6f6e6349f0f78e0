//! Whom a dossier waits for that has to be paid for: the applicant, until the newest demand is paid.

use motcua_contracts::routing::JourneyPaused;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{demanded, paid, papers_needed, paused, supplemented};
use crate::office::{Office, PLANNING};
use crate::stuck::{FAR, held, office, row};

/// Held by a unit since 1 March, and the clock stands since the 2nd for a payment.
pub async fn waits_for_money(office: &Office, fee: Uuid) -> Uuid {
    let id = held(office, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
    office.says(id, "2022-03-02 08:00", &demanded(id, fee)).await;
    office.says(id, "2022-03-02 08:00", &stands(id)).await;
    id
}

/// The clock stands for a payment (status 6).
fn stands(id: Uuid) -> JourneyPaused {
    JourneyPaused { status: 6, ..paused(id) }
}

fn since(row: &Option<Value>) -> Option<(&str, &str)> {
    row.as_ref().and_then(|row| Some((row["waitsFor"].as_str()?, row["since"].as_str()?)))
}

#[tokio::test]
async fn money_that_a_slow_clock_dates_before_the_demand_answers_it_all_the_same() {
    on_both(async |engine| {
        let office = office(engine).await;
        let fee = Uuid::now_v7();
        let id = waits_for_money(&office, fee).await;
        office.says(id, "2022-03-02 08:10", &paid(id, fee, "2022-03-02 07:50")).await;
        assert_eq!(since(&row(&office, id).await), Some(("resumption", "2022-03-02T01:00:00Z")));
        // Routing is heard last.
        let id = held(&office, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
        office.says(id, "2022-03-02 08:10", &paid(id, fee, "2022-03-02 07:50")).await;
        office.says(id, "2022-03-02 08:00", &demanded(id, fee)).await;
        office.says(id, "2022-03-02 08:00", &stands(id)).await;
        assert_eq!(since(&row(&office, id).await), Some(("resumption", "2022-03-02T01:00:00Z")));
    })
    .await;
}

#[tokio::test]
async fn a_payment_told_late_leaves_the_papers_answered_when_they_came() {
    on_both(async |engine| {
        let office = office(engine).await;
        let id = held(&office, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
        office.says(id, "2022-03-07 08:00", &paused(id)).await;
        office.says(id, "2022-03-07 08:00", &papers_needed(id, "2022-04-14")).await;
        office.says(id, "2022-03-09 08:00", &supplemented(id)).await;
        office.says(id, "2022-03-11 08:00", &paid(id, Uuid::now_v7(), "2022-03-04 08:00")).await;
        assert_eq!(since(&row(&office, id).await), Some(("resumption", "2022-03-09T01:00:00Z")));
    })
    .await;
}

#[tokio::test]
async fn only_the_payment_of_the_newest_demand_is_an_answer_whichever_producer_is_heard_first() {
    on_both(async |engine| {
        let office = office(engine).await;
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        let unit = format!("{PLANNING}.02");
        // What is said by processing (true) and by intake (false), in the order in which it is heard.
        let orders = [[true, true, false, false], [true, false, true, false], [false, true, true, false]];
        for order in orders {
            let id = held(&office, &unit, "2022-03-01 08:00", FAR).await;
            office.says(id, "2022-03-02 08:00", &stands(id)).await;
            let mut processing = vec![("2022-03-03 08:00", second), ("2022-03-02 08:00", first)];
            let mut intake = vec![("2022-03-07 08:00", second), ("2022-03-03 09:00", first)];
            for is_demand in &order[..3] {
                say_next(&office, id, *is_demand, &mut processing, &mut intake).await;
            }
            assert_eq!(row(&office, id).await, None, "the second is not paid: {order:?}");
            say_next(&office, id, order[3], &mut processing, &mut intake).await;
            assert_eq!(since(&row(&office, id).await), Some(("resumption", "2022-03-07T01:00:00Z")), "{order:?}");
        }
        // The payments are heard before either demand.
        let id = held(&office, &unit, "2022-03-01 08:00", FAR).await;
        office.says(id, "2022-03-02 08:00", &stands(id)).await;
        for (at, fee) in [("2022-03-03 09:00", first), ("2022-03-07 08:00", second)] {
            office.says(id, at, &paid(id, fee, at)).await;
        }
        office.says(id, "2022-03-02 08:00", &demanded(id, first)).await;
        assert_eq!(row(&office, id).await, None, "a demand is on its way");
        office.says(id, "2022-03-03 08:00", &demanded(id, second)).await;
        assert_eq!(row(&office, id).await.expect("listed")["since"], json!("2022-03-07T01:00:00Z"));
    })
    .await;
}

type Said<'a> = Vec<(&'a str, Uuid)>;

async fn say_next(office: &Office, id: Uuid, is_demand: bool, processing: &mut Said<'_>, intake: &mut Said<'_>) {
    let (at, fee) = if is_demand { processing.pop() } else { intake.pop() }.expect("something to say");
    if is_demand {
        office.says(id, at, &demanded(id, fee)).await;
    } else {
        office.says(id, at, &paid(id, fee, at)).await;
    }
}
