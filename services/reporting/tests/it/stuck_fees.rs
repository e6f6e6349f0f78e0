//! A dossier with a demanded fee waits for the applicant until the newest demand is paid.

use motcua_contracts::routing::JourneyPaused;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::events::{demanded, paid, papers_needed, paused, supplemented};
use crate::fixture::{Fixture, PLANNING};
use crate::stuck::{FAR, held, row};

/// Held by a unit since 1 March, and paused since the 2nd for a payment.
pub async fn waits_for_money(fixture: &Fixture, fee: Uuid) -> Uuid {
    let id = held(fixture, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
    fixture.publish(id, "2022-03-02 08:00", &demanded(id, fee)).await;
    fixture.publish(id, "2022-03-02 08:00", &paused_for_payment(id)).await;
    id
}

/// The clock is paused for a payment (status 6).
fn paused_for_payment(id: Uuid) -> JourneyPaused {
    JourneyPaused { status: 6, ..paused(id) }
}

fn since(row: &Option<Value>) -> Option<(&str, &str)> {
    row.as_ref().and_then(|row| Some((row["waitsFor"].as_str()?, row["since"].as_str()?)))
}

#[tokio::test]
async fn a_payment_dated_before_its_demand_still_counts() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let fee = Uuid::now_v7();
        let id = waits_for_money(&fixture, fee).await;
        fixture.publish(id, "2022-03-02 08:10", &paid(id, fee, "2022-03-02 07:50")).await;
        assert_eq!(since(&row(&fixture, id).await), Some(("resumption", "2022-03-02T01:00:00Z")));
        // The event of routing arrives last.
        let id = held(&fixture, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
        fixture.publish(id, "2022-03-02 08:10", &paid(id, fee, "2022-03-02 07:50")).await;
        fixture.publish(id, "2022-03-02 08:00", &demanded(id, fee)).await;
        fixture.publish(id, "2022-03-02 08:00", &paused_for_payment(id)).await;
        assert_eq!(since(&row(&fixture, id).await), Some(("resumption", "2022-03-02T01:00:00Z")));
    })
    .await;
}

#[tokio::test]
async fn a_late_payment_report_does_not_change_when_papers_came() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let id = held(&fixture, &format!("{PLANNING}.02"), "2022-03-01 08:00", FAR).await;
        fixture.publish(id, "2022-03-07 08:00", &paused(id)).await;
        fixture.publish(id, "2022-03-07 08:00", &papers_needed(id, "2022-04-14")).await;
        fixture.publish(id, "2022-03-09 08:00", &supplemented(id)).await;
        fixture.publish(id, "2022-03-11 08:00", &paid(id, Uuid::now_v7(), "2022-03-04 08:00")).await;
        assert_eq!(since(&row(&fixture, id).await), Some(("resumption", "2022-03-09T01:00:00Z")));
    })
    .await;
}

#[tokio::test]
async fn only_the_payment_of_the_newest_demand_counts_in_any_event_order() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        let unit = format!("{PLANNING}.02");
        // Events of processing (true) and of intake (false), in the order of arrival.
        let orders = [[true, true, false, false], [true, false, true, false], [false, true, true, false]];
        for order in orders {
            let id = held(&fixture, &unit, "2022-03-01 08:00", FAR).await;
            fixture.publish(id, "2022-03-02 08:00", &paused_for_payment(id)).await;
            let mut processing = vec![("2022-03-03 08:00", second), ("2022-03-02 08:00", first)];
            let mut intake = vec![("2022-03-07 08:00", second), ("2022-03-03 09:00", first)];
            for is_demand in &order[..3] {
                publish_next(&fixture, id, *is_demand, &mut processing, &mut intake).await;
            }
            assert_eq!(row(&fixture, id).await, None, "the second is not paid: {order:?}");
            publish_next(&fixture, id, order[3], &mut processing, &mut intake).await;
            assert_eq!(since(&row(&fixture, id).await), Some(("resumption", "2022-03-07T01:00:00Z")), "{order:?}");
        }
        // The payments arrive before either demand.
        let id = held(&fixture, &unit, "2022-03-01 08:00", FAR).await;
        fixture.publish(id, "2022-03-02 08:00", &paused_for_payment(id)).await;
        for (at, fee) in [("2022-03-03 09:00", first), ("2022-03-07 08:00", second)] {
            fixture.publish(id, at, &paid(id, fee, at)).await;
        }
        fixture.publish(id, "2022-03-02 08:00", &demanded(id, first)).await;
        assert_eq!(row(&fixture, id).await, None, "the second demand has not arrived");
        fixture.publish(id, "2022-03-03 08:00", &demanded(id, second)).await;
        assert_eq!(row(&fixture, id).await.expect("listed")["since"], json!("2022-03-07T01:00:00Z"));
    })
    .await;
}

type Pending<'a> = Vec<(&'a str, Uuid)>;

async fn publish_next(
    fixture: &Fixture,
    id: Uuid,
    is_demand: bool,
    processing: &mut Pending<'_>,
    intake: &mut Pending<'_>,
) {
    let (at, fee) = if is_demand { processing.pop() } else { intake.pop() }.expect("a pending event");
    if is_demand {
        fixture.publish(id, at, &demanded(id, fee)).await;
    } else {
        fixture.publish(id, at, &paid(id, fee, at)).await;
    }
}
