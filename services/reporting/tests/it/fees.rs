//! Fees: dossiers with a fee, those paid online, and the payments received.

use motcua_contracts::catalogue::{Case, ChannelTerm, ProcedurePublished};
use motcua_contracts::intake::{DossierAccepted, FeeCollected};
use motcua_contracts::time;
use motcua_reporting::Fees;
use motcua_testkit::clock::moment;
use motcua_testkit::on_both;
use serde_json::json;
use uuid::Uuid;

use crate::events::{accepted, begin, collected, demanded, procedure, submitted};
use crate::fixture::{Fixture, HEALTH, PLANNING};

const DUE: &str = "2022-03-17 17:00";

/// A procedure with a fee only online and in its first case.
fn with_fee(id: Uuid) -> ProcedurePublished {
    let term = |channel: &str, fee_vnd| ChannelTerm { channel: channel.into(), fee_vnd, ..Default::default() };
    let case = |code: &str, fee_vnd| Case {
        code: code.into(),
        terms: vec![term("online", fee_vnd), term("counter", 0)],
        ..Default::default()
    };
    ProcedurePublished { cases: vec![case("1", 30_000), case("2", 0)], ..procedure(id, PLANNING, 1, false) }
}

#[tokio::test]
async fn the_online_share_is_of_dossiers_with_a_fee() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let paid_procedure = Uuid::now_v7();
        // By the procedure: one of the three has a fee, and none is paid.
        for (case, channel) in [("1", "online"), ("1", "counter"), ("2", "online")] {
            let id = Uuid::now_v7();
            let (case_code, procedure_id) = (case.to_owned(), paid_procedure.to_string());
            let usual = accepted(id, PLANNING, channel, DUE);
            let accepted = DossierAccepted { case_code, procedure_id, procedure_version: 1, ..usual };
            fixture.publish(id, "2022-03-14 08:00", &submitted(id, PLANNING, channel)).await;
            fixture.publish(id, "2022-03-14 08:00", &accepted).await;
        }
        // The event of the catalogue arrives afterwards, and counts all the same.
        fixture.publish(paid_procedure, "2021-02-01 08:00", &with_fee(paid_procedure)).await;
        // Demanded, paid at the counter, paid online in two parts, paid online after the period, and free of charge.
        let with_demand = begin(&fixture, PLANNING, "counter", "2022-03-14 08:00", DUE).await;
        fixture.publish(with_demand, "2022-03-15 08:00", &demanded(with_demand, Uuid::now_v7())).await;
        let paid = |agency: &'static str, payments: Vec<(&'static str, u64, &'static str)>| {
            let fixture = &fixture;
            async move {
                let id = begin(fixture, agency, "counter", "2022-03-14 08:00", DUE).await;
                for (at, amount, payment_method) in payments {
                    fixture.publish(id, at, &collected(id, amount, payment_method)).await;
                }
            }
        };
        paid(PLANNING, vec![("2022-03-14 08:00", 10_000, "counter")]).await;
        paid(HEALTH, vec![("2022-03-14 08:00", 20_000, "online"), ("2022-03-16 08:00", 5_000, "online")]).await;
        paid(HEALTH, vec![("2022-12-15 00:00", 40_000, "online")]).await;
        paid(HEALTH, vec![("2022-03-14 08:00", 0, "online")]).await;
        let review = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.fees, Fees { dossiers: 5, paid_online: 1, amount_vnd: 35_000 });
        let health = fixture.review("2021-12-15", "2022-12-14", Some(HEALTH)).await;
        assert_eq!(health.fees, Fees { dossiers: 2, paid_online: 1, amount_vnd: 25_000 });
        let next = fixture.review("2022-12-15", "2023-12-14", None).await;
        assert_eq!(next.fees, Fees { dossiers: 0, paid_online: 0, amount_vnd: 40_000 });
        let path = "/v1/reports/yearly-review?from=2021-12-15&to=2022-12-14";
        let shown = fixture.service.get(path, &fixture.director()).await.expect(200);
        assert_eq!(shown["fees"], json!({"dossiers": 5, "paidOnline": 1, "amountVnd": 35_000}));
    })
    .await;
}

#[tokio::test]
async fn a_payment_counts_by_its_own_time_even_when_reported_late() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, HEALTH, "online", "2022-12-12 08:00", DUE).await;
        let taken =
            FeeCollected { paid_at: time::to_message(moment("2022-12-14 23:59")), ..collected(id, 20_000, "online") };
        fixture.publish(id, "2022-12-15 08:00", &taken).await;
        let review = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.fees, Fees { dossiers: 1, paid_online: 1, amount_vnd: 20_000 });
        let next = fixture.review("2022-12-15", "2023-12-14", None).await;
        assert_eq!(next.fees, Fees::default());
    })
    .await;
}

#[tokio::test]
async fn a_second_payment_for_the_same_fee_is_counted() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, HEALTH, "online", "2022-03-14 08:00", DUE).await;
        let first = collected(id, 20_000, "counter");
        let difference = FeeCollected { amount_vnd: 10_000, payment_method: "online".into(), ..first.clone() };
        fixture.publish(id, "2022-03-14 08:00", &first).await;
        let event = fixture.event(id, "2022-03-16 08:00", &difference);
        // However often it is delivered.
        for _ in 0..2 {
            fixture.service.deliver(&event).await;
        }
        let review = fixture.review("2021-12-15", "2022-12-14", None).await;
        assert_eq!(review.fees, Fees { dossiers: 1, paid_online: 1, amount_vnd: 30_000 });
        let shown = fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), &fixture.director()).await.expect(200);
        let lines = shown["timeline"].as_array().expect("lines").iter();
        let amounts: Vec<_> = lines.filter_map(|line| line["amountVnd"].as_u64()).collect();
        assert_eq!(amounts, [20_000, 10_000]);
    })
    .await;
}

#[tokio::test]
async fn a_payment_method_of_a_later_release_is_parked() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, HEALTH, "online", "2022-03-14 08:00", DUE).await;
        fixture.publish(id, "2022-03-14 08:00", &collected(id, 20_000, "card")).await;
        fixture.service.settle_with(1).await;
        let shown = fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), &fixture.director()).await.expect(200);
        let lines = shown["timeline"].as_array().expect("lines").iter();
        assert_eq!(lines.filter(|line| line.get("amountVnd").is_some()).count(), 0);
    })
    .await;
}
