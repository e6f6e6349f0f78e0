//! Paying fees at the counter and online, once each.

use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_contracts::intake::{FeeCollected, FeePaid};
use motcua_contracts::processing::{FeeRequired, ResultDecided, StopDecided};
use motcua_contracts::time;
use motcua_intake::domain::ProcedureFee;
use motcua_intake::{Migrator, NAME, SUBSCRIBES_TO, build};
use motcua_office::Role;
use motcua_payments::{PaymentNotification, PaymentPlatform, SignedPaymentNotification};
use motcua_testkit::{Answer, Engine, Shape, TestService, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, Fixture, PROCEDURE_FEE, id_of, path, platform};

pub const NOTIFICATIONS: &str = "/v1/payments/notifications";
const DEMANDED: u64 = 150_000;

/// A successful notification of the platform about a payment, at this moment.
pub fn notification(fixture: &Fixture, payment: &Value, transaction: &str) -> PaymentNotification {
    PaymentNotification {
        reference: payment["paymentId"].as_str().expect("a payment").to_owned(),
        transaction: transaction.to_owned(),
        amount_vnd: payment["amountVnd"].as_u64().expect("an amount"),
        paid_at: fixture.service.clocks.business.now(),
        succeeded: true,
    }
}

/// Sends it, signed.
pub async fn notify(fixture: &Fixture, notification: &PaymentNotification) -> Answer {
    send(fixture, &platform().sign(notification)).await
}

pub async fn send(fixture: &Fixture, signed: &SignedPaymentNotification) -> Answer {
    fixture.service.post(NOTIFICATIONS, "", "", &serde_json::to_value(signed).expect("a document")).await
}

pub async fn start(fixture: &Fixture, id: DossierId, fee: FeeId, token: &str) -> Answer {
    fixture.service.command(&path(id, "/online-payments"), token, &json!({ "feeId": fee })).await
}

pub async fn at_counter(fixture: &Fixture, id: DossierId, fee: FeeId, token: &str) -> Answer {
    fixture.service.command(&path(id, "/payments"), token, &json!({ "feeId": fee })).await
}

/// A fee that the office demands of an accepted dossier.
pub async fn demanded(fixture: &Fixture, id: DossierId) -> FeeId {
    let fee = FeeId::mint();
    let (dossier_id, fee_id) = (id.to_string(), fee.to_string());
    fixture
        .service
        .publish(id.0, &FeeRequired { dossier_id, fee_id, amount_vnd: DEMANDED, ..Default::default() })
        .await;
    fixture.service.settle().await;
    fee
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_is_paid_once_though_the_notification_arrives_three_times() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let id = fixture.accepted().await;
        let fee = demanded(&fixture, id).await;
        let payment = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
        let report = notification(&fixture, &payment, "T1");
        // The notification arrives later than the money.
        fixture.service.set_clock("2022-03-14 08:40");
        let first = notify(&fixture, &report).await.expect(200);
        assert_eq!(first, json!({"paymentId": payment["paymentId"], "state": "paid"}));
        let after = fixture.read(id).await;
        assert_eq!(after["feeDue"], Value::Null);
        for _ in 0..2 {
            assert_eq!(notify(&fixture, &report).await.expect(200), first);
        }
        assert_eq!(fixture.read(id).await, after);
        fixture.service.assert_clean().await;
        // The clock goes on, once; and the money is report, once.
        let paid = fixture.service.published_of::<FeePaid>();
        assert_eq!(time::from_message(paid[0].paid_at), Some(report.paid_at));
        assert_eq!(paid.iter().map(|paid| paid.fee_id.clone()).collect::<Vec<_>>(), [fee.to_string()], "{shape:?}");
        let collected = fixture.service.published_of::<FeeCollected>();
        assert_eq!(collected.len(), 1);
        assert_eq!(time::from_message(collected[0].paid_at), Some(report.paid_at));
        assert_eq!(
            (collected[0].amount_vnd, &*collected[0].moment, &*collected[0].payment_method),
            (DEMANDED, "supplement", "online")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_orders_of_one_fee_paid_at_once_are_one_payment_and_one_surplus() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let fee = demanded(&fixture, id).await;
        let one = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
        let two = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
        let (one, two) = (notification(&fixture, &one, "T1"), notification(&fixture, &two, "T2"));
        let (first, second) = tokio::join!(notify(&fixture, &one), notify(&fixture, &two));
        let mut states = [first.expect(200)["state"].clone(), second.expect(200)["state"].clone()];
        states.sort_by_key(ToString::to_string);
        assert_eq!(states, ["paid", "surplus"]);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<FeePaid>().len(), 1);
        assert_eq!(fixture.service.published_of::<FeeCollected>().len(), 1);
        let history = fixture.service.get(&path(id, "/history/intake"), &fixture.officer()).await.expect(200);
        assert!(history.to_string().contains("surplus_recorded"), "{history}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_procedure_fee_is_paid_once_by_either_payment_method() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let officer = fixture.officer();
        // Online, before the acceptance, by the applicant.
        let mai = fixture.citizen();
        let id = id_of(&fixture.service.command(DOSSIERS, &mai, &fixture.submission("online")).await.expect(201));
        let fee = ProcedureFee::id_of(id);
        let shown = json!({"id": fee, "amountVnd": PROCEDURE_FEE, "paidVnd": 0, "dueVnd": PROCEDURE_FEE});
        assert_eq!(fixture.read(id).await["procedureFee"], shown);
        let payment = start(&fixture, id, fee, &mai).await.expect(201);
        notify(&fixture, &notification(&fixture, &payment, "T1")).await.expect(200);
        let shown = json!({"id": fee, "amountVnd": PROCEDURE_FEE, "paidVnd": PROCEDURE_FEE, "dueVnd": 0});
        assert_eq!(fixture.read(id).await["procedureFee"], shown);
        for answer in [start(&fixture, id, fee, &mai).await, at_counter(&fixture, id, fee, &officer).await] {
            assert_eq!((answer.status.as_u16(), &answer.json["code"]), (409, &json!("conflict-state")));
        }
        // At the counter, when the result is returned.
        let id = fixture.accepted().await;
        let fee = ProcedureFee::id_of(id);
        fixture
            .service
            .publish(id.0, &ResultDecided { dossier_id: id.to_string(), granted: true, ..Default::default() })
            .await;
        fixture.service.settle().await;
        let returns = fixture.staff(Role::ResultOfficer);
        assert_eq!(at_counter(&fixture, id, fee, &returns).await.expect(200)["procedureFee"]["dueVnd"], 0);
        at_counter(&fixture, id, fee, &officer).await.expect(409);
        fixture.service.assert_clean().await;
        let collected = fixture.service.published_of::<FeeCollected>();
        let methods: Vec<_> =
            collected.iter().map(|fee| (&*fee.moment, &*fee.payment_method, fee.amount_vnd)).collect();
        assert_eq!(methods, [("intake", "online", PROCEDURE_FEE), ("return", "counter", PROCEDURE_FEE)]);
        // No clock waits for the fee of the procedure.
        assert!(fixture.service.published_of::<FeePaid>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_a_paid_fee_or_an_ended_dossier_is_a_surplus() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let fee = demanded(&fixture, id).await;
        let late = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
        at_counter(&fixture, id, fee, &fixture.officer()).await.expect(200);
        assert_eq!(notify(&fixture, &notification(&fixture, &late, "T1")).await.expect(200)["state"], "surplus");
        let own = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
        let stop = StopDecided { dossier_id: id.to_string(), cause: "other".into(), ..Default::default() };
        fixture.service.publish(id.0, &stop).await;
        fixture.service.settle().await;
        assert_eq!(notify(&fixture, &notification(&fixture, &own, "T2")).await.expect(200)["state"], "surplus");
        fixture.service.assert_clean().await;
        let collected = fixture.service.published_of::<FeeCollected>();
        assert_eq!(collected.iter().map(|fee| &*fee.payment_method).collect::<Vec<_>>(), ["counter"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_payment_pays_nothing_and_can_be_started_again() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let id = fixture.accepted().await;
    let fee = demanded(&fixture, id).await;
    let payment = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
    let cancelled = PaymentNotification { succeeded: false, ..notification(&fixture, &payment, "T0") };
    assert_eq!(notify(&fixture, &cancelled).await.expect(200)["state"], "failed");
    assert_eq!(fixture.read(id).await["feeDue"]["id"], json!(fee));
    let again = start(&fixture, id, fee, &fixture.officer()).await.expect(201);
    assert_eq!(notify(&fixture, &notification(&fixture, &again, "T1")).await.expect(200)["state"], "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_applicant_and_the_counter_start_a_payment() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let mai = fixture.service.issuer.bearer(Uuid::now_v7(), &[Role::Citizen], None);
    let id = id_of(&fixture.service.command(DOSSIERS, &mai, &fixture.submission("online")).await.expect(201));
    let fee = ProcedureFee::id_of(id);
    let other_agency = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    let cases = [
        (mai.clone(), 201),
        (fixture.officer(), 201),
        (fixture.staff(Role::ResultOfficer), 201),
        (fixture.citizen(), 404),
        (other_agency, 404),
        (fixture.staff(Role::DeptOfficer), 403),
        (fixture.service.issuer.somebody(&[Role::CentreDirector], None), 403),
        (String::new(), 401),
    ];
    for (token, status) in cases {
        let answer = start(&fixture, id, fee, &token).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.json);
    }
    assert_eq!(start(&fixture, id, FeeId::mint(), &mai).await.wrong_fields(), ["/feeId"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_url_of_the_payment_page_names_no_person() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let id = fixture.accepted().await;
    let payment = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
    let url = payment["payUrl"].as_str().expect("an address");
    assert!(url.starts_with("http://pay.test/pay?amountVnd=30000&"), "{url}");
    assert!(url.contains("dossier=H35.05-220314-0001"), "{url}");
    assert_eq!(payment["expiresAt"], "2022-03-14T02:00:00Z");
    for personal in ["L%C3%B2", "Mai", "012300000017", "0912345678"] {
        assert!(!url.contains(personal), "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retried_start_is_one_payment() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let id = fixture.accepted().await;
    let (target, body) = (path(id, "/online-payments"), json!({"feeId": ProcedureFee::id_of(id)}));
    let officer = fixture.officer();
    let first = fixture.service.post(&target, &officer, "one", &body).await.expect(201);
    assert_eq!(fixture.service.post(&target, &officer, "one", &body).await.expect(201), first);
    assert_ne!(
        fixture.service.post(&target, &officer, "two", &body).await.expect(201)["paymentId"],
        first["paymentId"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_platform_only_the_counter_takes_money() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let closed = TestService::start::<Migrator, _, _>(Engine::Sqlite, NAME, SUBSCRIBES_TO, build).await;
    let clerk = closed.issuer.somebody(&[Role::IntakeOfficer], Some("H35.05.01"));
    let target = path(DossierId::mint(), "/online-payments");
    let answer = closed.command(&target, &clerk, &json!({"feeId": FeeId::mint()})).await;
    assert_eq!((answer.status.as_u16(), &answer.json["code"]), (409, &json!("conflict-state")));
    assert!(answer.json["detail"].as_str().is_some_and(|detail| detail.contains("nộp tại quầy")), "{}", answer.json);
    let signed = platform().sign(&PaymentNotification {
        reference: PaymentId::mint().to_string(),
        transaction: "T1".into(),
        amount_vnd: 1,
        paid_at: closed.clocks.business.now(),
        succeeded: true,
    });
    assert!(platform().verify(&signed).is_ok());
    closed.post(NOTIFICATIONS, "", "", &serde_json::to_value(&signed).unwrap()).await.expect(403);
    drop(fixture);
}
