//! Notices of the payment platform that are not believed, or cannot be noted now.

use motcua_contracts::intake::FeePaid;
use motcua_intake::domain::OwnFee;
use motcua_payments::SignedNotice;
use motcua_testkit::{Engine, on_both};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::office::{Office, platform};
use crate::payment::{NOTICES, begin, demanded, notice, send, tell};

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_notice_changes_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let fee = demanded(&office, id).await;
        let payment = begin(&office, id, fee, &office.officer()).await.expect(201);
        let before = office.read(id).await;
        let signed = platform().sign(&notice(&office, &payment, "T1"));
        let forged = [
            SignedNotice { signature: "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA".into(), ..signed.clone() },
            SignedNotice { amount_vnd: 1, ..signed.clone() },
            SignedNotice { transaction: "T2".into(), ..signed.clone() },
        ];
        for notice in forged {
            let answer = send(&office, &notice).await;
            assert_eq!((answer.status.as_u16(), &answer.json["code"]), (403, &json!("forbidden")));
        }
        let incomplete = json!({"reference": payment["paymentId"], "succeeded": "yes"});
        office.rig.post(NOTICES, "", "", &incomplete).await.expect(422);
        assert_eq!(office.read(id).await, before);
        office.rig.assert_clean().await;
        assert!(office.rig.heard_of::<FeePaid>().is_empty());
        send(&office, &signed).await.expect(200);
    })
    .await;
}

/// The platform takes a conflict for an answer that is final: what may succeed later says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_meets_a_held_lock_is_to_be_sent_again() {
    let office = Office::open(Engine::Postgres).await;
    let id = office.accepted().await;
    let payment = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
    let told = notice(&office, &payment, "T1");
    let db = &office.rig.database.db;
    // Every connection loses patience soon, so that the test does not wait as long as a server would.
    let impatient = futures::future::join_all((0..12).map(|_| async {
        let tx = db.begin().await.expect("a connection");
        tx.db().execute_unprepared("SET lock_timeout = '20ms'").await.expect("a setting");
        tx
    }));
    for tx in impatient.await {
        tx.commit().await.expect("a commit");
    }
    let holder = office.rig.database.again().await;
    let held = holder.begin().await.expect("a connection");
    held.db().execute_unprepared("LOCK TABLE payment IN ACCESS EXCLUSIVE MODE").await.expect("the lock");
    let answer = tell(&office, &told).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "1"), "{}", answer.json);
    held.rollback().await.expect("the end");
    assert_eq!(tell(&office, &told).await.expect(200)["state"], "paid");
}
