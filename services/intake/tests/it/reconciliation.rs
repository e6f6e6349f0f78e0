//! Our payments against the platform's statement of a day.

use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::TimeDelta;
use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_intake::domain::OwnFee;
use motcua_kit::auth::Role;
use motcua_payments::Notice;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};

use crate::office::{Office, PROCEDURE_FEE};
use crate::payment::{at_counter, begin, notice, tell};
use crate::refund::{by_transfer, in_cash, paid_twice};

const DAY: &str = "2022-03-14";

pub fn director(office: &Office) -> String {
    office.rig.issuer.somebody(&[Role::CentreDirector], None)
}

pub async fn put(office: &Office, day: &str, token: &str, lines: Value) -> Answer {
    let request = Request::builder()
        .method(Method::PUT)
        .uri(format!("/v1/payments/statements/{day}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(json!({ "lines": lines }).to_string()));
    office.rig.send(request.expect("a request")).await
}

pub async fn reconciled(office: &Office, day: &str) -> Value {
    office.rig.get(&format!("/v1/payments/reconciliation?day={day}"), &director(office)).await.expect(200)
}

/// A dossier whose own fee is begun to be paid.
async fn begun(office: &Office) -> (DossierId, Value) {
    let id = office.accepted().await;
    (id, begin(office, id, OwnFee::id_of(id), &office.officer()).await.expect(201))
}

fn line(told: &Notice) -> Value {
    json!({"reference": told.reference, "transaction": told.transaction, "amountVnd": told.amount_vnd,
        "paidAt": told.paid_at})
}

pub fn counts(found: &Value) -> (u64, [usize; 4]) {
    let length = |name: &str| found[name].as_array().map_or(99, Vec::len);
    let lists = [length("missingHere"), length("missingThere"), length("differing"), length("surplus")];
    (found["matched"].as_u64().unwrap_or(99), lists)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_notice_is_found_and_settled_when_it_is_sent_again() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (_, first) = begun(&office).await;
        let (id, second) = begun(&office).await;
        let (came, lost) = (notice(&office, &first, "T1"), notice(&office, &second, "T2"));
        tell(&office, &came).await.expect(200);
        put(&office, DAY, &director(&office), json!([line(&came), line(&lost)])).await.expect(204);
        let found = reconciled(&office, DAY).await;
        assert_eq!(counts(&found), (1, [1, 0, 0, 0]), "{found}");
        let missing = &found["missingHere"][0];
        assert_eq!((&missing["reference"], &missing["dossierId"]), (&second["paymentId"], &json!(id)));
        assert_eq!(found["hasStatement"], true);
        tell(&office, &lost).await.expect(200);
        assert_eq!(counts(&reconciled(&office, DAY).await), (2, [0, 0, 0, 0]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_doubt_is_refused_and_shows() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, payment) = begun(&office).await;
        let right = notice(&office, &payment, "T1");
        // Another amount: refused, and beside what was ordered.
        let less = Notice { amount_vnd: PROCEDURE_FEE - 1, ..right.clone() };
        for _ in 0..2 {
            assert_eq!(tell(&office, &less).await.wrong_fields(), ["/amountVnd"]);
        }
        assert_eq!(office.read(id).await["procedureFee"]["paidVnd"], 0);
        let found = reconciled(&office, DAY).await;
        assert_eq!(counts(&found), (0, [0, 0, 1, 0]), "{found}");
        let amounts = (&found["differing"][0]["ours"]["amountVnd"], &found["differing"][0]["theirs"]["amountVnd"]);
        assert_eq!(amounts, (&json!(PROCEDURE_FEE), &json!(PROCEDURE_FEE - 1)));
        // Still another amount of the same transaction is another word, and is kept too.
        let more = Notice { amount_vnd: PROCEDURE_FEE + 1, ..right.clone() };
        assert_eq!(tell(&office, &more).await.wrong_fields(), ["/amountVnd"]);
        assert_eq!(counts(&reconciled(&office, DAY).await), (0, [0, 0, 2, 0]));
        // An order that nobody here knows: kept too, whatever it looks like.
        for stranger in [PaymentId::mint().to_string(), "HD-77".to_owned()] {
            tell(&office, &Notice { reference: stranger, ..right.clone() }).await.expect(404);
        }
        assert_eq!(counts(&reconciled(&office, DAY).await), (0, [2, 0, 2, 0]));
        // A failure of an unknown order took no money: nothing to show.
        let failed = Notice { reference: "HD-78".into(), succeeded: false, ..right.clone() };
        tell(&office, &failed).await.expect(404);
        assert_eq!(counts(&reconciled(&office, DAY).await), (0, [2, 0, 2, 0]));
        // A second transaction for an order that is paid.
        let (_, other) = begun(&office).await;
        let first = notice(&office, &other, "T7");
        tell(&office, &first).await.expect(200);
        tell(&office, &Notice { transaction: "T8".into(), ..first.clone() }).await.expect(409);
        put(&office, DAY, &director(&office), json!([line(&first), line(&less)])).await.expect(204);
        let found = reconciled(&office, DAY).await;
        assert_eq!(counts(&found), (1, [3, 0, 2, 0]), "{found}");
        assert!(found["missingHere"].to_string().contains("T8"), "{found}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_surplus_is_listed_for_refund_and_agrees_with_the_platform() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, one) = begun(&office).await;
        let two = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
        let (one, two) = (notice(&office, &one, "T1"), notice(&office, &two, "T2"));
        tell(&office, &one).await.expect(200);
        tell(&office, &two).await.expect(200);
        put(&office, DAY, &director(&office), json!([line(&one), line(&two)])).await.expect(204);
        let found = reconciled(&office, DAY).await;
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
async fn what_was_refunded_is_listed_apart_and_the_books_of_the_day_add_up() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (one, [_, first]) = paid_twice(&office).await;
        let (_, [_, second]) = paid_twice(&office).await;
        let counter = office.accepted().await;
        at_counter(&office, counter, OwnFee::id_of(counter), &office.officer()).await.expect(200);
        let cash = in_cash(&office, &first, &office.officer()).await.expect(200);
        let found = reconciled(&office, DAY).await;
        assert_eq!((&found["surplus"][0]["paymentId"], &found["surplus"][1]), (&second["paymentId"], &Value::Null));
        assert_eq!((&found["refunded"], &cash["dossierId"]), (&json!([cash]), &json!(one)));
        let book =
            |taken: u64, refunded: u64, net: i64| json!({"takenVnd": taken, "refundedVnd": refunded, "netVnd": net});
        assert_eq!(found["counter"], book(PROCEDURE_FEE, PROCEDURE_FEE, 0));
        assert_eq!(found["online"], book(4 * PROCEDURE_FEE, 0, 120_000));
        // What goes back later stands in the books of that day, and leaves the list of the day of the surplus.
        office.rig.set_clock("2022-03-15 08:00");
        let transfer = by_transfer(&office, &second, "HT-1").await.expect(200);
        let (before, after) = (reconciled(&office, DAY).await, reconciled(&office, "2022-03-15").await);
        assert_eq!((&before["surplus"], &before["online"]), (&json!([]), &found["online"]));
        assert_eq!((&after["refunded"], &after["online"]), (&json!([transfer]), &book(0, PROCEDURE_FEE, -30_000)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_held_against_the_statement_of_whichever_day_the_platform_paid_it_back() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.rig.set_clock("2022-03-15 08:00");
        let (first, second) = (paid_twice(&office).await.1[1].clone(), paid_twice(&office).await.1[1].clone());
        by_transfer(&office, &first, "HT-1").await.expect(200);
        by_transfer(&office, &second, "HT-2").await.expect(200);
        let refunds = async |day| lists_of_refunds(&reconciled(&office, day).await);
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
        put(&office, next, &director(&office), json!([agrees, less, stranger])).await.expect(204);
        assert_eq!(refunds("2022-03-15").await, [0, 0, 0]);
        let found = reconciled(&office, next).await;
        assert_eq!((counts(&found), lists_of_refunds(&found)), ((1, [1, 0, 1, 0]), [1, 0, 1]), "{found}");
        assert_eq!(found["missingHere"][0]["reference"], "HD-77");
        // The newest version of a statement counts; and the officer may have recorded it a day late.
        put(&office, next, &director(&office), json!([])).await.expect(204);
        assert_eq!(refunds("2022-03-15").await, [0, 2, 0]);
        let early = back(&first, "HT-1", PROCEDURE_FEE, before);
        put(&office, before, &director(&office), json!([early])).await.expect(204);
        assert_eq!(refunds("2022-03-15").await, [0, 1, 0]);
        assert_eq!(counts(&reconciled(&office, before).await), (1, [0; 4]));
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
async fn a_payment_stands_in_the_local_day_in_which_the_platform_took_it() {
    let office = Office::open(Engine::Sqlite).await;
    let (_, payment) = begun(&office).await;
    // Half past midnight in Viet Nam is still the day before in UTC.
    let told = notice(&office, &payment, "T1");
    let told = Notice { paid_at: told.paid_at + TimeDelta::minutes(16 * 60 + 30), ..told };
    tell(&office, &told).await.expect(200);
    assert_eq!(counts(&reconciled(&office, DAY).await), (0, [0; 4]));
    let next = reconciled(&office, "2022-03-15").await;
    assert_eq!((counts(&next), &next["hasStatement"]), ((0, [0, 1, 0, 0]), &json!(false)));
    put(&office, "2022-03-15", &director(&office), json!([line(&told)])).await.expect(204);
    assert_eq!(counts(&reconciled(&office, "2022-03-15").await), (1, [0; 4]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_is_put_by_the_director_or_the_administrator_and_replaced_by_a_newer_one() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (_, payment) = begun(&office).await;
        let told = notice(&office, &payment, "T1");
        let administrator = office.rig.issuer.somebody(&[Role::SysAdmin], None);
        for token in [director(&office), administrator] {
            // The same once more changes nothing.
            put(&office, DAY, &token, json!([line(&told)])).await.expect(204);
        }
        assert_eq!(counts(&reconciled(&office, DAY).await), (0, [1, 0, 0, 0]));
        put(&office, DAY, &director(&office), json!([])).await.expect(204);
        assert_eq!(counts(&reconciled(&office, DAY).await), (0, [0; 4]));
        for role in [Role::Auditor, Role::Citizen, Role::IntakeOfficer, Role::Kiosk] {
            let token = office.staff(role);
            put(&office, DAY, &token, json!([])).await.expect(403);
            let reads = office.rig.get(&format!("/v1/payments/reconciliation?day={DAY}"), &token).await;
            assert_eq!(reads.status.as_u16(), if role == Role::Auditor { 200 } else { 403 });
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_with_lines_of_another_day_is_refused_with_every_line() {
    let office = Office::open(Engine::Sqlite).await;
    let (_, payment) = begun(&office).await;
    let told = notice(&office, &payment, "T1");
    let strange = Notice { paid_at: told.paid_at + TimeDelta::days(1), ..told.clone() };
    let lines = json!([line(&strange), line(&told), line(&strange)]);
    let answer = put(&office, DAY, &director(&office), lines).await;
    assert_eq!(answer.wrong_fields(), ["/lines/0/paidAt", "/lines/2/paidAt"]);
    put(&office, "yesterday", &director(&office), json!([])).await.expect(404);
    let bad = office.rig.get("/v1/payments/reconciliation?day=yesterday", &director(&office)).await;
    assert_eq!(bad.status.as_u16(), 422, "{}", bad.json);
    let wrong = json!([{"reference": "", "transaction": "a b", "amountVnd": -1, "paidAt": "noon"}]);
    let answer = put(&office, DAY, &director(&office), wrong).await;
    let fields =
        ["/lines/0/amountVnd", "/lines/0/paidAt", "/lines/0/reference", "/lines/0/reference", "/lines/0/transaction"];
    assert_eq!(answer.wrong_fields(), fields);
}
