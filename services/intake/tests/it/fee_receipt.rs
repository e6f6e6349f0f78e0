//! The payments of a dossier, as their receipts (biên lai) say them.

use motcua_contracts::ids::DossierId;
use motcua_intake::domain::OwnFee;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};

use crate::office::{DOSSIERS, Office, PROCEDURE_FEE, id_of, path};
use crate::payment::{at_counter, begin, demanded, notice, tell};
use crate::refund::payments;

#[tokio::test(flavor = "multi_thread")]
async fn every_payment_has_a_receipt_with_a_number_that_stays() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let mai = office.citizen();
        let submitted = office.rig.command(DOSSIERS, &mai, &office.submission("online")).await.expect(201);
        let (id, reference) = (id_of(&submitted), submitted["reference"].as_str().expect("a reference"));
        let fee = OwnFee::id_of(id);
        // Of two orders at the same moment each has its own number; only the second is paid.
        let (one, two) = tokio::join!(begin(&office, id, fee, &mai), begin(&office, id, fee, &mai));
        let orders = [one.expect(201), two.expect(201)];
        let begun = payments(&office, id, &mai).await;
        assert!(begun.iter().all(|payment| payment["receiptNumber"].is_null() && payment["state"] == "started"));
        let second = orders.iter().find(|order| order["paymentId"] == begun[1]["paymentId"]).expect("the second");
        tell(&office, &notice(&office, second, "T1")).await.expect(200);
        office.accept(id, &office.officer()).await.expect(200);
        let demanded = demanded(&office, id).await;
        at_counter(&office, id, demanded, &office.officer()).await.expect(200);
        let listed = payments(&office, id, &mai).await;
        let numbers: Vec<_> = listed.iter().map(|payment| payment["receiptNumber"].clone()).collect();
        assert_eq!(numbers, [Value::Null, json!(format!("{reference}/2")), json!(format!("{reference}/3"))]);
        let at = "2022-03-14T01:00:00Z";
        let online = json!({"paymentId": second["paymentId"], "receiptNumber": format!("{reference}/2"), "feeId": fee,
            "purpose": "procedure", "amountVnd": PROCEDURE_FEE, "way": "online", "state": "paid", "begunAt": at,
            "paidAt": at, "transaction": "T1", "surplusVnd": 0, "refunds": []});
        assert_eq!(listed[1], online);
        let said = ["feeId", "purpose", "way", "state"].map(|name| &listed[2][name]);
        assert_eq!(said, [&json!(demanded), &json!("demanded"), &json!("counter"), &json!("paid")]);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_a_dossier_reads_its_payments_and_nobody_else() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let mai = office.citizen();
        let id = id_of(&office.rig.command(DOSSIERS, &mai, &office.submission("online")).await.expect(201));
        let auditor = office.rig.issuer.somebody(&[Role::Auditor], None);
        let cases = [
            (mai, 200),
            (office.officer(), 200),
            (office.staff(Role::DeptHead), 200),
            (auditor, 200),
            (office.citizen(), 404),
            (office.elsewhere(), 404),
            (office.staff(Role::Kiosk), 404),
            (String::new(), 401),
        ];
        for (token, status) in cases {
            assert_eq!(office.rig.get(&path(id, "/payments"), &token).await.status.as_u16(), status);
        }
        let unknown = path(DossierId::mint(), "/payments");
        office.rig.get(&unknown, &office.officer()).await.expect(404);
    })
    .await;
}
