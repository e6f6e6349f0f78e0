//! Paying fees: at the counter and online, once each, however often the platform says so.

use motcua_contracts::ids::{DossierId, FeeId, PaymentId};
use motcua_contracts::intake::{FeeCollected, FeePaid};
use motcua_contracts::processing::{FeeRequired, ResultDecided, StopDecided};
use motcua_contracts::time;
use motcua_intake::domain::OwnFee;
use motcua_intake::{HEARS, Migrator, NAME, build};
use motcua_kit::auth::Role;
use motcua_payments::{Notice, PaymentPlatform, SignedNotice};
use motcua_testkit::{Answer, Engine, Rig, Shape, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DOSSIERS, Office, PROCEDURE_FEE, id_of, path, platform};

pub const NOTICES: &str = "/v1/payments/notices";
const DEMANDED: u64 = 150_000;

/// What the platform says about a payment at this moment.
pub fn notice(office: &Office, payment: &Value, transaction: &str) -> Notice {
    Notice {
        reference: payment["paymentId"].as_str().expect("a payment").to_owned(),
        transaction: transaction.to_owned(),
        amount_vnd: payment["amountVnd"].as_u64().expect("an amount"),
        paid_at: office.rig.clocks.business.now(),
        succeeded: true,
    }
}

/// Sends it, signed.
pub async fn tell(office: &Office, notice: &Notice) -> Answer {
    send(office, &platform().sign(notice)).await
}

pub async fn send(office: &Office, notice: &SignedNotice) -> Answer {
    office.rig.post(NOTICES, "", "", &serde_json::to_value(notice).expect("a document")).await
}

pub async fn begin(office: &Office, id: DossierId, fee: FeeId, token: &str) -> Answer {
    office.rig.command(&path(id, "/online-payments"), token, &json!({ "feeId": fee })).await
}

pub async fn at_counter(office: &Office, id: DossierId, fee: FeeId, token: &str) -> Answer {
    office.rig.command(&path(id, "/payments"), token, &json!({ "feeId": fee })).await
}

/// A fee that the office demands of an accepted dossier.
pub async fn demanded(office: &Office, id: DossierId) -> FeeId {
    let fee = FeeId::mint();
    let (dossier_id, fee_id) = (id.to_string(), fee.to_string());
    office.rig.say(id.0, &FeeRequired { dossier_id, fee_id, amount_vnd: DEMANDED, ..Default::default() }).await;
    office.rig.settle().await;
    fee
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_is_paid_once_though_the_notice_comes_three_times() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = Office::open(shape).await;
        let id = office.accepted().await;
        let fee = demanded(&office, id).await;
        let payment = begin(&office, id, fee, &office.officer()).await.expect(201);
        let told = notice(&office, &payment, "T1");
        // The notice comes later than the money.
        office.rig.set_clock("2022-03-14 08:40");
        let first = tell(&office, &told).await.expect(200);
        assert_eq!(first, json!({"paymentId": payment["paymentId"], "state": "paid"}));
        let after = office.read(id).await;
        assert_eq!(after["feeDue"], Value::Null);
        for _ in 0..2 {
            assert_eq!(tell(&office, &told).await.expect(200), first);
        }
        assert_eq!(office.read(id).await, after);
        office.rig.assert_clean().await;
        // The clock goes on, once; and the money is told, once.
        let paid = office.rig.heard_of::<FeePaid>();
        assert_eq!(time::from_message(paid[0].paid_at), Some(told.paid_at));
        assert_eq!(paid.iter().map(|paid| paid.fee_id.clone()).collect::<Vec<_>>(), [fee.to_string()], "{shape:?}");
        let collected = office.rig.heard_of::<FeeCollected>();
        assert_eq!(collected.len(), 1);
        assert_eq!(time::from_message(collected[0].paid_at), Some(told.paid_at));
        assert_eq!(
            (collected[0].amount_vnd, &*collected[0].moment, &*collected[0].way),
            (DEMANDED, "supplement", "online")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_paid_orders_of_one_fee_are_one_payment_and_one_surplus_even_at_the_same_moment() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let fee = demanded(&office, id).await;
        let one = begin(&office, id, fee, &office.officer()).await.expect(201);
        let two = begin(&office, id, fee, &office.officer()).await.expect(201);
        let (one, two) = (notice(&office, &one, "T1"), notice(&office, &two, "T2"));
        let (first, second) = tokio::join!(tell(&office, &one), tell(&office, &two));
        let mut states = [first.expect(200)["state"].clone(), second.expect(200)["state"].clone()];
        states.sort_by_key(ToString::to_string);
        assert_eq!(states, ["paid", "surplus"]);
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<FeePaid>().len(), 1);
        assert_eq!(office.rig.heard_of::<FeeCollected>().len(), 1);
        let history = office.rig.get(&path(id, "/history/intake"), &office.officer()).await.expect(200);
        assert!(history.to_string().contains("surplus_noted"), "{history}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fee_of_the_procedure_is_paid_once_by_either_way() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let officer = office.officer();
        // Online, before the acceptance, by the applicant.
        let mai = office.citizen();
        let id = id_of(&office.rig.command(DOSSIERS, &mai, &office.submission("online")).await.expect(201));
        let fee = OwnFee::id_of(id);
        let shown = json!({"id": fee, "amountVnd": PROCEDURE_FEE, "paidVnd": 0, "dueVnd": PROCEDURE_FEE});
        assert_eq!(office.read(id).await["procedureFee"], shown);
        let payment = begin(&office, id, fee, &mai).await.expect(201);
        tell(&office, &notice(&office, &payment, "T1")).await.expect(200);
        let shown = json!({"id": fee, "amountVnd": PROCEDURE_FEE, "paidVnd": PROCEDURE_FEE, "dueVnd": 0});
        assert_eq!(office.read(id).await["procedureFee"], shown);
        for answer in [begin(&office, id, fee, &mai).await, at_counter(&office, id, fee, &officer).await] {
            assert_eq!((answer.status.as_u16(), &answer.json["code"]), (409, &json!("conflict-state")));
        }
        // At the counter, when the result is returned.
        let id = office.accepted().await;
        let fee = OwnFee::id_of(id);
        office.rig.say(id.0, &ResultDecided { dossier_id: id.to_string(), granted: true, ..Default::default() }).await;
        office.rig.settle().await;
        let returns = office.staff(Role::ResultOfficer);
        assert_eq!(at_counter(&office, id, fee, &returns).await.expect(200)["procedureFee"]["dueVnd"], 0);
        at_counter(&office, id, fee, &officer).await.expect(409);
        office.rig.assert_clean().await;
        let collected = office.rig.heard_of::<FeeCollected>();
        let ways: Vec<_> = collected.iter().map(|fee| (&*fee.moment, &*fee.way, fee.amount_vnd)).collect();
        assert_eq!(ways, [("intake", "online", PROCEDURE_FEE), ("return", "counter", PROCEDURE_FEE)]);
        // No clock waits for the fee of the procedure.
        assert!(office.rig.heard_of::<FeePaid>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_after_the_counter_was_paid_or_the_dossier_ended_is_a_surplus() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let fee = demanded(&office, id).await;
        let late = begin(&office, id, fee, &office.officer()).await.expect(201);
        at_counter(&office, id, fee, &office.officer()).await.expect(200);
        assert_eq!(tell(&office, &notice(&office, &late, "T1")).await.expect(200)["state"], "surplus");
        let own = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
        let stop = StopDecided { dossier_id: id.to_string(), cause: "other".into(), ..Default::default() };
        office.rig.say(id.0, &stop).await;
        office.rig.settle().await;
        assert_eq!(tell(&office, &notice(&office, &own, "T2")).await.expect(200)["state"], "surplus");
        office.rig.assert_clean().await;
        let collected = office.rig.heard_of::<FeeCollected>();
        assert_eq!(collected.iter().map(|fee| &*fee.way).collect::<Vec<_>>(), ["counter"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_payment_pays_nothing_and_can_be_begun_again() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.accepted().await;
    let fee = demanded(&office, id).await;
    let payment = begin(&office, id, fee, &office.officer()).await.expect(201);
    let cancelled = Notice { succeeded: false, ..notice(&office, &payment, "T0") };
    assert_eq!(tell(&office, &cancelled).await.expect(200)["state"], "failed");
    assert_eq!(office.read(id).await["feeDue"]["id"], json!(fee));
    let again = begin(&office, id, fee, &office.officer()).await.expect(201);
    assert_eq!(tell(&office, &notice(&office, &again, "T1")).await.expect(200)["state"], "paid");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_applicant_and_the_counter_begin_a_payment() {
    let office = Office::open(Engine::Sqlite).await;
    let mai = office.rig.issuer.bearer(Uuid::now_v7(), &[Role::Citizen], None);
    let id = id_of(&office.rig.command(DOSSIERS, &mai, &office.submission("online")).await.expect(201));
    let fee = OwnFee::id_of(id);
    let other_agency = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    let cases = [
        (mai.clone(), 201),
        (office.officer(), 201),
        (office.staff(Role::ResultOfficer), 201),
        (office.citizen(), 404),
        (other_agency, 404),
        (office.staff(Role::DeptOfficer), 403),
        (office.rig.issuer.somebody(&[Role::CentreDirector], None), 403),
        (String::new(), 401),
    ];
    for (token, status) in cases {
        let answer = begin(&office, id, fee, &token).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.json);
    }
    assert_eq!(begin(&office, id, FeeId::mint(), &mai).await.wrong_fields(), ["/feeId"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_the_payment_page_names_no_person() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.accepted().await;
    let payment = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
    let url = payment["payUrl"].as_str().expect("an address");
    assert!(url.starts_with("http://pay.test/pay?amountVnd=30000&"), "{url}");
    assert!(url.contains("dossier=H35.05-220314-0001"), "{url}");
    assert_eq!(payment["expiresAt"], "2022-03-14T02:00:00Z");
    for personal in ["L%C3%B2", "Mai", "012300000017", "0912345678"] {
        assert!(!url.contains(personal), "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_beginning_sent_twice_is_one_payment() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.accepted().await;
    let (target, body) = (path(id, "/online-payments"), json!({"feeId": OwnFee::id_of(id)}));
    let officer = office.officer();
    let first = office.rig.post(&target, &officer, "one", &body).await.expect(201);
    assert_eq!(office.rig.post(&target, &officer, "one", &body).await.expect(201), first);
    assert_ne!(office.rig.post(&target, &officer, "two", &body).await.expect(201)["paymentId"], first["paymentId"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_platform_only_the_counter_takes_money() {
    let office = Office::open(Engine::Sqlite).await;
    let closed = Rig::start::<Migrator, _, _>(Engine::Sqlite, NAME, HEARS, build).await;
    let clerk = closed.issuer.somebody(&[Role::IntakeOfficer], Some("H35.05.01"));
    let target = path(DossierId::mint(), "/online-payments");
    let answer = closed.command(&target, &clerk, &json!({"feeId": FeeId::mint()})).await;
    assert_eq!((answer.status.as_u16(), &answer.json["code"]), (409, &json!("conflict-state")));
    assert!(answer.json["detail"].as_str().is_some_and(|detail| detail.contains("nộp tại quầy")), "{}", answer.json);
    let signed = platform().sign(&Notice {
        reference: PaymentId::mint().to_string(),
        transaction: "T1".into(),
        amount_vnd: 1,
        paid_at: closed.clocks.business.now(),
        succeeded: true,
    });
    assert!(platform().verify(&signed).is_ok());
    closed.post(NOTICES, "", "", &serde_json::to_value(&signed).unwrap()).await.expect(403);
    drop(office);
}
