//! Payment notifications that are forged, conflict with each other, or cannot be stored now.

use motcua_contracts::intake::FeePaid;
use motcua_intake::domain::ProcedureFee;
use motcua_payments::{PaymentNotification, SignedPaymentNotification};
use motcua_testkit::{Engine, on_both};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::fixture::{Fixture, path, platform};
use crate::payment::{NOTIFICATIONS, demanded, notification, notify, send, start};

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_notification_changes_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let fee = demanded(&fixture, id).await;
        let payment = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
        let before = fixture.read(id).await;
        let signed = platform().sign(&notification(&fixture, &payment, "T1"));
        let forged = [
            SignedPaymentNotification {
                signature: "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA".into(),
                ..signed.clone()
            },
            SignedPaymentNotification { amount_vnd: 1, ..signed.clone() },
            SignedPaymentNotification { transaction: "T2".into(), ..signed.clone() },
        ];
        for signed in forged {
            let answer = send(&fixture, &signed).await;
            assert_eq!((answer.status.as_u16(), &answer.json["code"]), (403, &json!("forbidden")));
        }
        let incomplete = json!({"reference": payment["paymentId"], "succeeded": "yes"});
        fixture.service.post(NOTIFICATIONS, "", "", &incomplete).await.expect(422);
        assert_eq!(fixture.read(id).await, before);
        fixture.service.assert_clean().await;
        assert!(fixture.service.published_of::<FeePaid>().is_empty());
        send(&fixture, &signed).await.expect(200);
    })
    .await;
}

/// A failure does not advance the version of the dossier, so the state of the payment is what decides.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_report_of_a_failure_never_overwrites_a_payment() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        for _ in 0..8 {
            let id = fixture.accepted().await;
            let fee = ProcedureFee::id_of(id);
            let payment = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
            let paid = notification(&fixture, &payment, "T1");
            let failed = PaymentNotification { succeeded: false, transaction: "T0".into(), ..paid.clone() };
            let (paid, failed) = tokio::join!(notify(&fixture, &paid), notify(&fixture, &failed));
            paid.expect(200);
            failed.expect(200);
            let listed = fixture.service.get(&path(id, "/payments"), &fixture.officer()).await.expect(200);
            assert_eq!(listed["items"][0]["state"], "paid");
        }
        fixture.service.assert_clean().await;
    })
    .await;
}

/// The platform takes a conflict for a final answer: what may succeed later is answered with 503.
#[tokio::test(flavor = "multi_thread")]
async fn a_notification_that_cannot_be_stored_now_is_answered_with_retry_after() {
    let fixture = Fixture::start(Engine::Postgres).await;
    let id = fixture.accepted().await;
    let payment = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
    let report = notification(&fixture, &payment, "T1");
    let db = &fixture.service.database.db;
    // A short lock timeout on every connection, so that the test does not wait as long as a server would.
    let impatient = futures::future::join_all((0..12).map(|_| async {
        let tx = db.begin().await.expect("a connection");
        tx.db().execute_unprepared("SET lock_timeout = '20ms'").await.expect("a setting");
        tx
    }));
    for tx in impatient.await {
        tx.commit().await.expect("a commit");
    }
    let holder = fixture.service.database.again().await;
    let held = holder.begin().await.expect("a connection");
    held.db().execute_unprepared("LOCK TABLE payment IN ACCESS EXCLUSIVE MODE").await.expect("the lock");
    let answer = notify(&fixture, &report).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "1"), "{}", answer.json);
    held.rollback().await.expect("the end");
    assert_eq!(notify(&fixture, &report).await.expect(200)["state"], "paid");
}
