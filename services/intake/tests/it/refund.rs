//! Refunds of a surplus: once, whole, recorded at the counter.

use motcua_contracts::ids::{DossierId, PaymentId};
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, ELSEWHERE, Fixture, PROCEDURE_FEE, UNIT, id_of, path};
use crate::payment::{at_counter, notification, notify, start};

const REASON: &str = "Nộp hai lần cho một khoản";

/// The operation for a payment.
fn target(payment: &Value) -> String {
    format!("/v1/payments/{}/refund", payment["paymentId"].as_str().expect("a payment"))
}

/// All that is to be refunded of a listed payment; the sum of an order that was paid once too often.
fn sum(payment: &Value) -> u64 {
    payment["surplusVnd"].as_u64().or(payment["amountVnd"].as_u64()).unwrap_or(PROCEDURE_FEE)
}

pub async fn in_cash(fixture: &Fixture, payment: &Value, token: &str) -> Answer {
    fixture.service.command(&target(payment), token, &cash(sum(payment))).await
}

fn cash(amount_vnd: u64) -> Value {
    json!({"amountVnd": amount_vnd, "paymentMethod": "counter", "reason": REASON})
}

pub async fn by_transfer(fixture: &Fixture, payment: &Value, transaction: &str) -> Answer {
    let body =
        json!({"amountVnd": sum(payment), "paymentMethod": "online", "transaction": transaction, "reason": REASON});
    fixture.service.command(&target(payment), &fixture.officer(), &body).await
}

/// A fee paid twice online: the dossier, the payment that counts, and the surplus.
pub async fn paid_twice(fixture: &Fixture) -> (DossierId, [Value; 2]) {
    let id = fixture.accepted().await;
    let order = async || start(fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
    let orders = [order().await, order().await];
    for order in &orders {
        notify(fixture, &notification(fixture, order, "GD-1")).await.expect(200);
    }
    (id, orders)
}

pub async fn payments(fixture: &Fixture, id: DossierId, token: &str) -> Vec<Value> {
    let page = fixture.service.get(&path(id, "/payments"), token).await.expect(200);
    page["items"].as_array().cloned().expect("a list")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_surplus_is_refunded_once_and_payment_and_history_show_it() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, [kept, surplus]) = paid_twice(&fixture).await;
        let officer = Uuid::now_v7();
        let token = fixture.service.issuer.bearer(officer, &[Role::IntakeOfficer], Some(UNIT));
        fixture.service.set_clock("2022-03-15 09:00");
        let body = cash(PROCEDURE_FEE);
        let first = fixture.service.post(&target(&surplus), &token, "one", &body).await.expect(200);
        let expected = json!({"paymentId": surplus["paymentId"], "dossierId": id, "amountVnd": PROCEDURE_FEE,
            "paymentMethod": "counter", "reason": REASON, "refundedBy": officer, "refundedAt": "2022-03-15T02:00:00Z"});
        assert_eq!(first, expected);
        let before = fixture.read(id).await;
        // The same request gets the same answer; another finds nothing to refund.
        assert_eq!(fixture.service.post(&target(&surplus), &token, "one", &body).await.expect(200), first);
        assert_eq!(in_cash(&fixture, &surplus, &token).await.expect(409)["code"], "conflict-state");
        assert_eq!(fixture.read(id).await, before);
        let listed = payments(&fixture, id, &token).await;
        assert_eq!((&listed[0]["paymentId"], &listed[0]["refunds"]), (&kept["paymentId"], &json!([])));
        assert_eq!((&listed[1]["surplusVnd"], &listed[1]["refunds"]), (&json!(0), &json!([first])));
        let history = fixture.service.get(&path(id, "/history/intake"), &token).await.expect(200);
        let entries = history["items"].as_array().expect("a list");
        let refunds: Vec<_> = entries.iter().filter(|entry| entry["name"] == "refunded").collect();
        assert_eq!(refunds.len(), 1, "{history}");
        let published = ["actor", "reason", "at", "toStatus"].map(|name| refunds[0][name].clone());
        assert_eq!(published, [json!(officer), json!(REASON), json!("2022-03-15T02:00:00Z"), json!(2)]);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_or_never_paid_is_not_refunded() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (_, [kept, _]) = paid_twice(&fixture).await;
        let id = fixture.accepted().await;
        let started = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
        for payment in [kept, started] {
            let answer = in_cash(&fixture, &payment, &fixture.officer()).await;
            assert_eq!((answer.status.as_u16(), &answer.json["code"]), (409, &json!("conflict-state")));
        }
        in_cash(&fixture, &json!({"paymentId": PaymentId::mint()}), &fixture.officer()).await.expect(404);
        in_cash(&fixture, &json!({"paymentId": "HD-77"}), &fixture.officer()).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_surplus_that_grows_after_a_refund_is_refunded_again() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        at_counter(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(200);
        for (price, back) in [(20_000, 10_000), (5_000, 15_000)] {
            let right = fixture.another_procedure_costing(price).await;
            let body = json!({"procedureId": right, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
            fixture.service.command(&path(id, "/correction"), &fixture.officer(), &body).await.expect(200);
            let payment = payments(&fixture, id, &fixture.officer()).await.remove(0);
            assert_eq!(payment["surplusVnd"], back);
            assert_eq!(in_cash(&fixture, &payment, &fixture.officer()).await.expect(200)["amountVnd"], back);
        }
        let payment = payments(&fixture, id, &fixture.officer()).await.remove(0);
        let amounts: Vec<_> =
            payment["refunds"].as_array().expect("a list").iter().map(|one| &one["amountVnd"]).collect();
        assert_eq!((amounts, &payment["state"]), (vec![&json!(10_000), &json!(15_000)], &json!("paid")));
        assert_eq!(fixture.read(id).await["procedureFee"]["paidVnd"], 5_000);
    })
    .await;
}

/// The surplus grew after the officer had read it: what was given is not all, so it is not recorded as all.
#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_another_amount_is_refused_and_records_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, [_, surplus]) = paid_twice(&fixture).await;
        for other in [PROCEDURE_FEE - 1, PROCEDURE_FEE + 1] {
            let answer = fixture.service.command(&target(&surplus), &fixture.officer(), &cash(other)).await;
            assert_eq!(answer.expect(409)["code"], "conflict-state");
        }
        let listed = payments(&fixture, id, &fixture.officer()).await.remove(1);
        assert_eq!((&listed["surplusVnd"], &listed["refunds"]), (&json!(PROCEDURE_FEE), &json!([])));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_concurrent_refunds_one_is_recorded() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, [_, surplus]) = paid_twice(&fixture).await;
        let officer = fixture.officer();
        let (one, two) = tokio::join!(in_cash(&fixture, &surplus, &officer), by_transfer(&fixture, &surplus, "HT-1"));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(payments(&fixture, id, &officer).await[1]["refunds"].as_array().map(Vec::len), Some(1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_has_a_number_cash_has_none_and_both_have_a_reason() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let (_, [_, surplus]) = paid_twice(&fixture).await;
    let wrong = [
        (json!({"amountVnd": 1, "paymentMethod": "online", "reason": REASON}), "/transaction"),
        (json!({"amountVnd": 1, "paymentMethod": "counter", "transaction": "HT-1", "reason": REASON}), "/transaction"),
        (json!({"amountVnd": 1, "paymentMethod": "online", "transaction": "H T", "reason": REASON}), "/transaction"),
        (json!({"amountVnd": 1, "paymentMethod": "counter"}), "/reason"),
        (json!({"amountVnd": 1, "paymentMethod": "counter", "reason": "ừ"}), "/reason"),
        (json!({"amountVnd": 1, "paymentMethod": "post", "reason": REASON}), "/paymentMethod"),
        (json!({"paymentMethod": "counter", "reason": REASON}), "/amountVnd"),
        (json!({"amountVnd": 0, "paymentMethod": "counter", "reason": REASON}), "/amountVnd"),
    ];
    for (body, field) in wrong {
        let answer = fixture.service.command(&target(&surplus), &fixture.officer(), &body).await;
        assert_eq!(answer.wrong_fields(), [field], "{body}");
    }
    assert_eq!(by_transfer(&fixture, &surplus, "HT-1").await.expect(200)["transaction"], "HT-1");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_who_take_payments_record_refunds_but_not_of_their_own_dossier() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let account = Uuid::now_v7();
        let both = fixture.service.issuer.bearer(account, &[Role::Citizen, Role::IntakeOfficer], Some(UNIT));
        let mut own = fixture.submission("online");
        own["onBehalf"] = json!(false);
        let id = id_of(&fixture.service.command(DOSSIERS, &both, &own).await.expect(201));
        at_counter(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(200);
        let reason = json!({"reason": "Không còn nhu cầu"});
        fixture.service.command(&path(id, "/withdrawal"), &both, &reason).await.expect(200);
        let surplus = payments(&fixture, id, &both).await.remove(0);
        let cases = [
            (both, 403),
            (fixture.service.issuer.bearer(account, &[Role::Citizen], None), 403),
            (fixture.citizen(), 403),
            (fixture.receiving_counter(), 404),
            (fixture.service.issuer.somebody(&[Role::ResultOfficer], Some(ELSEWHERE)), 404),
            (fixture.staff(Role::DeptHead), 403),
            (fixture.service.issuer.somebody(&[Role::CentreDirector], None), 403),
            (String::new(), 401),
            (fixture.staff(Role::ResultOfficer), 200),
        ];
        for (token, status) in cases {
            let answer = in_cash(&fixture, &surplus, &token).await;
            assert_eq!(answer.status.as_u16(), status, "{}", answer.json);
        }
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_with_a_stale_etag_is_refused() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, [_, surplus]) = paid_twice(&fixture).await;
        let officer = fixture.officer();
        let read = fixture.service.get(&path(id, "/payments"), &officer).await;
        let body = cash(PROCEDURE_FEE);
        let if_read = |etag: String| {
            let (fixture, body, officer, target) = (&fixture, &body, &officer, target(&surplus));
            async move { fixture.service.command_if(&target, officer, &etag, body).await }
        };
        assert_eq!(if_read("\"1\"".into()).await.expect(412)["code"], "precondition-failed");
        let answer = if_read(read.header("etag").to_owned()).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.json);
        let now = fixture.service.get(&path(id, "/payments"), &officer).await;
        assert_eq!(now.header("etag"), answer.header("etag"));
    })
    .await;
}
