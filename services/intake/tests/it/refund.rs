//! A surplus is paid back: once, whole, by the counter, and the record says so.

use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_intake::domain::OwnFee;
use motcua_kit::auth::Role;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DOSSIERS, ELSEWHERE, Office, PROCEDURE_FEE, UNIT, id_of, path};
use crate::payment::{at_counter, begin, notice, tell};

const REASON: &str = "Nộp hai lần cho một khoản";

/// The operation for a payment.
fn target(payment: &Value) -> String {
    format!("/v1/payments/{}/refund", payment["paymentId"].as_str().expect("a payment"))
}

/// All that is to be refunded of a listed payment; the sum of an order that was paid once too often.
fn sum(payment: &Value) -> u64 {
    payment["surplusVnd"].as_u64().or(payment["amountVnd"].as_u64()).unwrap_or(PROCEDURE_FEE)
}

pub async fn in_cash(office: &Office, payment: &Value, token: &str) -> Answer {
    office.rig.command(&target(payment), token, &cash(sum(payment))).await
}

fn cash(amount_vnd: u64) -> Value {
    json!({"amountVnd": amount_vnd, "way": "counter", "reason": REASON})
}

pub async fn by_transfer(office: &Office, payment: &Value, transaction: &str) -> Answer {
    let body = json!({"amountVnd": sum(payment), "way": "online", "transaction": transaction, "reason": REASON});
    office.rig.command(&target(payment), &office.officer(), &body).await
}

/// A fee paid twice online: the dossier, the payment that counts, and the surplus.
pub async fn paid_twice(office: &Office) -> (DossierId, [Value; 2]) {
    let id = office.accepted().await;
    let order = async || begin(office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
    let orders = [order().await, order().await];
    for order in &orders {
        tell(office, &notice(office, order, "GD-1")).await.expect(200);
    }
    (id, orders)
}

pub async fn payments(office: &Office, id: DossierId, token: &str) -> Vec<Value> {
    let page = office.rig.get(&path(id, "/payments"), token).await.expect(200);
    page["items"].as_array().cloned().expect("a list")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_surplus_is_paid_back_once_and_its_payment_and_the_history_say_so() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, [kept, surplus]) = paid_twice(&office).await;
        let officer = Uuid::now_v7();
        let token = office.rig.issuer.bearer(officer, &[Role::IntakeOfficer], Some(UNIT));
        office.rig.set_clock("2022-03-15 09:00");
        let body = cash(PROCEDURE_FEE);
        let first = office.rig.post(&target(&surplus), &token, "one", &body).await.expect(200);
        let expected = json!({"paymentId": surplus["paymentId"], "dossierId": id, "amountVnd": PROCEDURE_FEE,
            "way": "counter", "reason": REASON, "refundedBy": officer, "refundedAt": "2022-03-15T02:00:00Z"});
        assert_eq!(first, expected);
        let before = office.read(id).await;
        // The same request gets the same answer; another finds nothing to refund.
        assert_eq!(office.rig.post(&target(&surplus), &token, "one", &body).await.expect(200), first);
        assert_eq!(in_cash(&office, &surplus, &token).await.expect(409)["code"], "conflict-state");
        assert_eq!(office.read(id).await, before);
        let listed = payments(&office, id, &token).await;
        assert_eq!((&listed[0]["paymentId"], &listed[0]["refunds"]), (&kept["paymentId"], &json!([])));
        assert_eq!((&listed[1]["surplusVnd"], &listed[1]["refunds"]), (&json!(0), &json!([first])));
        let history = office.rig.get(&path(id, "/history/intake"), &token).await.expect(200);
        let entries = history["items"].as_array().expect("a list");
        let refunds: Vec<_> = entries.iter().filter(|entry| entry["name"] == "refunded").collect();
        assert_eq!(refunds.len(), 1, "{history}");
        let said = ["actor", "reason", "at", "toStatus"].map(|name| refunds[0][name].clone());
        assert_eq!(said, [json!(officer), json!(REASON), json!("2022-03-15T02:00:00Z"), json!(2)]);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_or_was_never_paid_is_not_refunded() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (_, [kept, _]) = paid_twice(&office).await;
        let id = office.accepted().await;
        let begun = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
        for payment in [kept, begun] {
            let answer = in_cash(&office, &payment, &office.officer()).await;
            assert_eq!((answer.status.as_u16(), &answer.json["code"]), (409, &json!("conflict-state")));
        }
        in_cash(&office, &json!({"paymentId": PaymentId::mint()}), &office.officer()).await.expect(404);
        in_cash(&office, &json!({"paymentId": "HD-77"}), &office.officer()).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_becomes_too_much_after_a_refund_is_another_refund() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        at_counter(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(200);
        for (price, back) in [(20_000, 10_000), (5_000, 15_000)] {
            let right = office.another_procedure_costing(price).await;
            let body = json!({"procedureId": right, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
            office.rig.command(&path(id, "/correction"), &office.officer(), &body).await.expect(200);
            let payment = payments(&office, id, &office.officer()).await.remove(0);
            assert_eq!(payment["surplusVnd"], back);
            assert_eq!(in_cash(&office, &payment, &office.officer()).await.expect(200)["amountVnd"], back);
        }
        let payment = payments(&office, id, &office.officer()).await.remove(0);
        let amounts: Vec<_> =
            payment["refunds"].as_array().expect("a list").iter().map(|one| &one["amountVnd"]).collect();
        assert_eq!((amounts, &payment["state"]), (vec![&json!(10_000), &json!(15_000)], &json!("paid")));
        assert_eq!(office.read(id).await["procedureFee"]["paidVnd"], 5_000);
    })
    .await;
}

/// The surplus grew after the officer had read it: what was given is not all, so it is not recorded as all.
#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_another_sum_than_is_open_is_refused_and_records_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, [_, surplus]) = paid_twice(&office).await;
        for other in [PROCEDURE_FEE - 1, PROCEDURE_FEE + 1] {
            let answer = office.rig.command(&target(&surplus), &office.officer(), &cash(other)).await;
            assert_eq!(answer.expect(409)["code"], "conflict-state");
        }
        let listed = payments(&office, id, &office.officer()).await.remove(1);
        assert_eq!((&listed["surplusVnd"], &listed["refunds"]), (&json!(PROCEDURE_FEE), &json!([])));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refunds_at_the_same_moment_are_one() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, [_, surplus]) = paid_twice(&office).await;
        let officer = office.officer();
        let (one, two) = tokio::join!(in_cash(&office, &surplus, &officer), by_transfer(&office, &surplus, "HT-1"));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(payments(&office, id, &officer).await[1]["refunds"].as_array().map(Vec::len), Some(1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_names_its_number_and_cash_has_none_and_both_their_reason() {
    let office = Office::open(Engine::Sqlite).await;
    let (_, [_, surplus]) = paid_twice(&office).await;
    let wrong = [
        (json!({"amountVnd": 1, "way": "online", "reason": REASON}), "/transaction"),
        (json!({"amountVnd": 1, "way": "counter", "transaction": "HT-1", "reason": REASON}), "/transaction"),
        (json!({"amountVnd": 1, "way": "online", "transaction": "H T", "reason": REASON}), "/transaction"),
        (json!({"amountVnd": 1, "way": "counter"}), "/reason"),
        (json!({"amountVnd": 1, "way": "counter", "reason": "ừ"}), "/reason"),
        (json!({"amountVnd": 1, "way": "post", "reason": REASON}), "/way"),
        (json!({"way": "counter", "reason": REASON}), "/amountVnd"),
        (json!({"amountVnd": 0, "way": "counter", "reason": REASON}), "/amountVnd"),
    ];
    for (body, field) in wrong {
        let answer = office.rig.command(&target(&surplus), &office.officer(), &body).await;
        assert_eq!(answer.wrong_fields(), [field], "{body}");
    }
    assert_eq!(by_transfer(&office, &surplus, "HT-1").await.expect(200)["transaction"], "HT-1");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_payments_for_a_dossier_pays_back_and_nobody_to_himself() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let account = Uuid::now_v7();
        let both = office.rig.issuer.bearer(account, &[Role::Citizen, Role::IntakeOfficer], Some(UNIT));
        let id = id_of(&office.rig.command(DOSSIERS, &both, &office.submission("online")).await.expect(201));
        at_counter(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(200);
        let reason = json!({"reason": "Không còn nhu cầu"});
        office.rig.command(&path(id, "/withdrawal"), &both, &reason).await.expect(200);
        let surplus = payments(&office, id, &both).await.remove(0);
        let cases = [
            (both, 403),
            (office.rig.issuer.bearer(account, &[Role::Citizen], None), 403),
            (office.citizen(), 403),
            (office.elsewhere(), 404),
            (office.rig.issuer.somebody(&[Role::ResultOfficer], Some(ELSEWHERE)), 404),
            (office.staff(Role::DeptHead), 403),
            (office.rig.issuer.somebody(&[Role::CentreDirector], None), 403),
            (String::new(), 401),
            (office.staff(Role::ResultOfficer), 200),
        ];
        for (token, status) in cases {
            let answer = in_cash(&office, &surplus, &token).await;
            assert_eq!(answer.status.as_u16(), status, "{}", answer.json);
        }
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_what_changed_since_it_was_read_is_refused() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, [_, surplus]) = paid_twice(&office).await;
        let officer = office.officer();
        let read = office.rig.get(&path(id, "/payments"), &officer).await;
        let body = cash(PROCEDURE_FEE);
        let if_read = |etag: String| {
            let (office, body, officer, target) = (&office, &body, &officer, target(&surplus));
            async move { office.rig.command_if(&target, officer, &etag, body).await }
        };
        assert_eq!(if_read("\"1\"".into()).await.expect(412)["code"], "precondition-failed");
        let answer = if_read(read.header("etag").to_owned()).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.json);
        let now = office.rig.get(&path(id, "/payments"), &officer).await;
        assert_eq!(now.header("etag"), answer.header("etag"));
    })
    .await;
}
