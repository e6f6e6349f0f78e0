//! Reconciliation of our payments with the platform's statement of a day.

use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::TimeDelta;
use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_payments::PaymentNotification;
use motcua_testkit::service::key;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::{Fixture, PROCEDURE_FEE, path};
use crate::payment::{at_counter, notification, notify, start};
use crate::refund::{by_transfer, in_cash, paid_twice};

pub const DAY: &str = "2022-03-14";

pub fn director(fixture: &Fixture) -> String {
    fixture.service.issuer.somebody(&[Role::CentreDirector], None)
}

/// Uploads the statement of a day in place of the one that the caller has just read.
pub async fn put(fixture: &Fixture, day: &str, token: &str, lines: Value) -> Answer {
    let read = fixture.service.get(&reconciliation(day), &director(fixture)).await;
    put_if(fixture, day, token, read.header("etag"), lines).await
}

/// Uploads the statement of a day that replaces the version with this ETag; an empty one leaves the header out.
pub async fn put_if(fixture: &Fixture, day: &str, token: &str, etag: &str, lines: Value) -> Answer {
    let mut request = Request::builder()
        .method(Method::PUT)
        .uri(format!("/v1/payments/statements/{day}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("idempotency-key", key());
    if !etag.is_empty() {
        request = request.header(header::IF_MATCH, etag);
    }
    fixture.service.send(request.body(Body::from(json!({ "lines": lines }).to_string())).expect("a request")).await
}

pub fn reconciliation(day: &str) -> String {
    format!("/v1/payments/reconciliation?day={day}")
}

pub async fn reconciled(fixture: &Fixture, day: &str) -> Value {
    fixture.service.get(&reconciliation(day), &director(fixture)).await.expect(200)
}

/// A dossier with a started payment of the procedure's fee.
pub async fn started(fixture: &Fixture) -> (DossierId, Value) {
    let id = fixture.accepted().await;
    (id, start(fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201))
}

pub fn line(report: &PaymentNotification) -> Value {
    json!({"reference": report.reference, "transaction": report.transaction, "amountVnd": report.amount_vnd,
        "paidAt": report.paid_at})
}

pub fn counts(found: &Value) -> (u64, [usize; 4]) {
    let length = |name: &str| found[name].as_array().map_or(99, Vec::len);
    let lists = [length("missingHere"), length("missingThere"), length("differing"), length("surplus")];
    (found["matched"].as_u64().unwrap_or(99), lists)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_notification_is_found_and_settled_when_it_is_sent_again() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (_, first) = started(&fixture).await;
        let (id, second) = started(&fixture).await;
        let (came, lost) = (notification(&fixture, &first, "T1"), notification(&fixture, &second, "T2"));
        notify(&fixture, &came).await.expect(200);
        put(&fixture, DAY, &director(&fixture), json!([line(&came), line(&lost)])).await.expect(200);
        let found = reconciled(&fixture, DAY).await;
        assert_eq!(counts(&found), (1, [1, 0, 0, 0]), "{found}");
        let missing = &found["missingHere"][0];
        assert_eq!((&missing["reference"], &missing["dossierId"]), (&second["paymentId"], &json!(id)));
        assert_eq!(found["hasStatement"], true);
        notify(&fixture, &lost).await.expect(200);
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (2, [0, 0, 0, 0]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn disputed_notifications_are_refused_and_listed() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, payment) = started(&fixture).await;
        let right = notification(&fixture, &payment, "T1");
        // Another amount: refused, and beside what was ordered.
        let less = PaymentNotification { amount_vnd: PROCEDURE_FEE - 1, ..right.clone() };
        for _ in 0..2 {
            assert_eq!(notify(&fixture, &less).await.wrong_fields(), ["/amountVnd"]);
        }
        assert_eq!(fixture.read(id).await["procedureFee"]["paidVnd"], 0);
        let found = reconciled(&fixture, DAY).await;
        assert_eq!(counts(&found), (0, [0, 0, 1, 0]), "{found}");
        let amounts = (&found["differing"][0]["ours"]["amountVnd"], &found["differing"][0]["theirs"]["amountVnd"]);
        assert_eq!(amounts, (&json!(PROCEDURE_FEE), &json!(PROCEDURE_FEE - 1)));
        // Still another amount of the same transaction is another word, and is kept too.
        let more = PaymentNotification { amount_vnd: PROCEDURE_FEE + 1, ..right.clone() };
        assert_eq!(notify(&fixture, &more).await.wrong_fields(), ["/amountVnd"]);
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [0, 0, 2, 0]));
        // An unknown order is stored too, in whatever form.
        for stranger in [PaymentId::mint().to_string(), "HD-77".to_owned()] {
            notify(&fixture, &PaymentNotification { reference: stranger, ..right.clone() }).await.expect(404);
        }
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [2, 0, 2, 0]));
        // A failure of an unknown order took no money: nothing to show.
        let failed = PaymentNotification { reference: "HD-78".into(), succeeded: false, ..right.clone() };
        notify(&fixture, &failed).await.expect(404);
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [2, 0, 2, 0]));
        // A second transaction for an order that is paid.
        let (_, other) = started(&fixture).await;
        let first = notification(&fixture, &other, "T7");
        notify(&fixture, &first).await.expect(200);
        notify(&fixture, &PaymentNotification { transaction: "T8".into(), ..first.clone() }).await.expect(409);
        put(&fixture, DAY, &director(&fixture), json!([line(&first), line(&less)])).await.expect(200);
        let found = reconciled(&fixture, DAY).await;
        assert_eq!(counts(&found), (1, [3, 0, 2, 0]), "{found}");
        assert!(found["missingHere"].to_string().contains("T8"), "{found}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_surplus_is_listed_for_refund_and_agrees_with_the_platform() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, one) = started(&fixture).await;
        let two = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
        let (one, two) = (notification(&fixture, &one, "T1"), notification(&fixture, &two, "T2"));
        notify(&fixture, &one).await.expect(200);
        notify(&fixture, &two).await.expect(200);
        put(&fixture, DAY, &director(&fixture), json!([line(&one), line(&two)])).await.expect(200);
        let found = reconciled(&fixture, DAY).await;
        assert_eq!(counts(&found), (2, [0, 0, 0, 1]), "{found}");
        assert_eq!(found["surplus"][0]["paymentId"], two.reference.as_str());
        assert_eq!(
            (&found["surplus"][0]["dossierId"], &found["surplus"][0]["amountVnd"]),
            (&json!(id), &json!(PROCEDURE_FEE))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refunds_are_listed_and_the_sums_of_the_day_add_up() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (one, [_, first]) = paid_twice(&fixture).await;
        let (_, [_, second]) = paid_twice(&fixture).await;
        let counter = fixture.accepted().await;
        at_counter(&fixture, counter, ProcedureFee::id_of(counter), &fixture.officer()).await.expect(200);
        let cash = in_cash(&fixture, &first, &fixture.officer()).await.expect(200);
        let found = reconciled(&fixture, DAY).await;
        assert_eq!((&found["surplus"][0]["paymentId"], &found["surplus"][1]), (&second["paymentId"], &Value::Null));
        assert_eq!((&found["refunded"], &cash["dossierId"]), (&json!([cash]), &json!(one)));
        let book =
            |taken: u64, refunded: u64, net: i64| json!({"takenVnd": taken, "refundedVnd": refunded, "netVnd": net});
        assert_eq!(found["counter"], book(PROCEDURE_FEE, PROCEDURE_FEE, 0));
        assert_eq!(found["online"], book(4 * PROCEDURE_FEE, 0, 120_000));
        // What goes back later stands in the books of that day, and leaves the list of the day of the surplus.
        fixture.service.set_clock("2022-03-15 08:00");
        let transfer = by_transfer(&fixture, &second, "HT-1").await.expect(200);
        let (before, after) = (reconciled(&fixture, DAY).await, reconciled(&fixture, "2022-03-15").await);
        assert_eq!((&before["surplus"], &before["online"]), (&json!([]), &found["online"]));
        assert_eq!((&after["refunded"], &after["online"]), (&json!([transfer]), &book(0, PROCEDURE_FEE, -30_000)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_compared_with_the_statements_of_a_month_around_it() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.service.set_clock("2022-03-15 08:00");
        let (first, second) = (paid_twice(&fixture).await.1[1].clone(), paid_twice(&fixture).await.1[1].clone());
        by_transfer(&fixture, &first, "HT-1").await.expect(200);
        by_transfer(&fixture, &second, "HT-2").await.expect(200);
        let refunds = async |day| lists_of_refunds(&reconciled(&fixture, day).await);
        // Recorded here, and not there as long as no statement says so.
        assert_eq!(refunds("2022-03-15").await, [0, 2, 0]);
        let back = |payment: &Value, transaction: &str, amount: u64, day: &str| {
            json!({"kind": "refund", "reference": payment["paymentId"], "transaction": transaction,
                "amountVnd": amount, "paidAt": format!("{day}T03:00:00Z")})
        };
        let (next, before) = ("2022-03-16", "2022-03-14");
        let less = back(&second, "HT-2", PROCEDURE_FEE - 1, next);
        let stranger = back(&json!({"paymentId": "HD-77"}), "HT-3", 1, next);
        let agrees = back(&first, "HT-1", PROCEDURE_FEE, next);
        put(&fixture, next, &director(&fixture), json!([agrees, less, stranger])).await.expect(200);
        assert_eq!(refunds("2022-03-15").await, [0, 0, 0]);
        let found = reconciled(&fixture, next).await;
        assert_eq!((counts(&found), lists_of_refunds(&found)), ((1, [1, 0, 1, 0]), [1, 0, 1]), "{found}");
        assert_eq!(found["missingHere"][0]["reference"], "HD-77");
        // The newest version of a statement counts; and the officer may have recorded it a day late.
        put(&fixture, next, &director(&fixture), json!([])).await.expect(200);
        assert_eq!(refunds("2022-03-15").await, [0, 2, 0]);
        let early = back(&first, "HT-1", PROCEDURE_FEE, before);
        put(&fixture, before, &director(&fixture), json!([early])).await.expect(200);
        assert_eq!(refunds("2022-03-15").await, [0, 1, 0]);
        assert_eq!(counts(&reconciled(&fixture, before).await), (1, [0; 4]));
    })
    .await;
}

/// How many refunds are missing here, missing there and differing.
fn lists_of_refunds(found: &Value) -> [usize; 3] {
    let refund = |line: &&Value| line["kind"] == "refund" || line["ours"]["kind"] == "refund";
    let count = |name: &str| found[name].as_array().expect("a list").iter().filter(refund).count();
    ["missingHere", "missingThere", "differing"].map(count)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_belongs_to_the_local_day_on_which_the_platform_took_it() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let (_, payment) = started(&fixture).await;
    // Half past midnight in Viet Nam is still the day before in UTC.
    let report = notification(&fixture, &payment, "T1");
    let report = PaymentNotification { paid_at: report.paid_at + TimeDelta::minutes(16 * 60 + 30), ..report };
    notify(&fixture, &report).await.expect(200);
    assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [0; 4]));
    let next = reconciled(&fixture, "2022-03-15").await;
    assert_eq!((counts(&next), &next["hasStatement"]), ((0, [0, 1, 0, 0]), &json!(false)));
    put(&fixture, "2022-03-15", &director(&fixture), json!([line(&report)])).await.expect(200);
    assert_eq!(counts(&reconciled(&fixture, "2022-03-15").await), (1, [0; 4]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_surplus_does_not_take_the_first_out_of_its_day() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, payment) = started(&fixture).await;
        notify(&fixture, &notification(&fixture, &payment, "T1")).await.expect(200);
        let correct = async |fee_vnd: u64| {
            let procedure = fixture.another_procedure_costing(fee_vnd).await;
            let body = json!({"procedureId": procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
            fixture.service.command(&path(id, "/correction"), &fixture.officer(), &body).await.expect(200);
        };
        correct(20_000).await;
        fixture.service.set_clock("2022-03-15 08:00");
        correct(10_000).await;
        let (first, next) = (reconciled(&fixture, DAY).await, reconciled(&fixture, "2022-03-15").await);
        assert_eq!((&first["surplus"][0]["amountVnd"], &next["surplus"]), (&json!(20_000), &json!([])));
    })
    .await;
}
