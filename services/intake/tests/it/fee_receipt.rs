//! The payments of a dossier, as their receipts (biên lai) show them.

use motcua_contracts::ids::DossierId;
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};

use crate::fixture::{DOSSIERS, Fixture, PROCEDURE_FEE, id_of, path};
use crate::payment::{at_counter, demanded, notification, notify, start};
use crate::refund::payments;

#[tokio::test(flavor = "multi_thread")]
async fn every_payment_has_a_receipt_with_a_number_that_stays() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mai = fixture.citizen();
        let submitted = fixture.service.command(DOSSIERS, &mai, &fixture.submission("online")).await.expect(201);
        let (id, reference) = (id_of(&submitted), submitted["reference"].as_str().expect("a reference"));
        let fee = ProcedureFee::id_of(id);
        // Of two orders at the same moment each has its own number; only the second is paid.
        let (one, two) = tokio::join!(start(&fixture, id, fee, &mai), start(&fixture, id, fee, &mai));
        let orders = [one.expect(201), two.expect(201)];
        let started = payments(&fixture, id, &mai).await;
        assert!(started.iter().all(|payment| payment["receiptNumber"].is_null() && payment["state"] == "started"));
        let second = orders.iter().find(|order| order["paymentId"] == started[1]["paymentId"]).expect("the second");
        notify(&fixture, &notification(&fixture, second, "T1")).await.expect(200);
        fixture.accept(id, &fixture.officer()).await.expect(200);
        let demanded = demanded(&fixture, id).await;
        at_counter(&fixture, id, demanded, &fixture.officer()).await.expect(200);
        let listed = payments(&fixture, id, &mai).await;
        let numbers: Vec<_> = listed.iter().map(|payment| payment["receiptNumber"].clone()).collect();
        assert_eq!(numbers, [Value::Null, json!(format!("{reference}/2")), json!(format!("{reference}/3"))]);
        let at = "2022-03-14T01:00:00Z";
        let online = json!({"paymentId": second["paymentId"], "receiptNumber": format!("{reference}/2"), "feeId": fee,
            "purpose": "procedure", "amountVnd": PROCEDURE_FEE, "paymentMethod": "online", "state": "paid", "begunAt": at,
            "paidAt": at, "transaction": "T1", "surplusVnd": 0, "refunds": []});
        assert_eq!(listed[1], online);
        let published = ["feeId", "purpose", "paymentMethod", "state"].map(|name| &listed[2][name]);
        assert_eq!(published, [&json!(demanded), &json!("demanded"), &json!("counter"), &json!("paid")]);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_read_a_dossier_may_read_its_payments() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mai = fixture.citizen();
        let id = id_of(&fixture.service.command(DOSSIERS, &mai, &fixture.submission("online")).await.expect(201));
        let auditor = fixture.service.issuer.somebody(&[Role::Auditor], None);
        let cases = [
            (mai, 200),
            (fixture.officer(), 200),
            (fixture.staff(Role::DeptHead), 200),
            (auditor, 200),
            (fixture.citizen(), 404),
            (fixture.receiving_counter(), 404),
            (fixture.staff(Role::Kiosk), 403),
            (String::new(), 401),
        ];
        for (token, status) in cases {
            assert_eq!(fixture.service.get(&path(id, "/payments"), &token).await.status.as_u16(), status);
        }
        let unknown = path(DossierId::mint(), "/payments");
        fixture.service.get(&unknown, &fixture.officer()).await.expect(404);
    })
    .await;
}
