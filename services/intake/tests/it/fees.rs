//! The fee of the procedure compared with what was paid: the difference stays payable, an excess is refunded.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeeCollected;
use motcua_intake::domain::ProcedureFee;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::{Fixture, PROCEDURE_FEE, Version, path};
use crate::payment::{at_counter, notification, notify, start};
use crate::reconciliation::reconciled;

const DAY: &str = "2022-03-14";

/// The fee of the procedure as the dossier shows it: owed, paid, due.
fn fee(dossier: &Value) -> [u64; 3] {
    ["amountVnd", "paidVnd", "dueVnd"].map(|name| dossier["procedureFee"][name].as_u64().unwrap_or(u64::MAX))
}

/// The amounts to be refunded that turned up on a day.
async fn surplus(fixture: &Fixture, day: &str) -> Vec<u64> {
    let found = reconciled(fixture, day).await;
    let listed = found["surplus"].as_array().cloned().unwrap_or_default();
    listed.iter().map(|one| one["amountVnd"].as_u64().unwrap_or_default()).collect()
}

async fn pay_at_counter(fixture: &Fixture, id: DossierId) -> Value {
    at_counter(fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(200)
}

async fn correct(fixture: &Fixture, id: DossierId, fee_vnd: u64) -> Value {
    let right = fixture.another_procedure_costing(fee_vnd).await;
    let body = json!({"procedureId": right, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
    fixture.service.command(&path(id, "/correction"), &fixture.officer(), &body).await.expect(200)
}

async fn end(fixture: &Fixture, id: DossierId, how: &str) -> Value {
    let reason = json!({"reason": "Không thuộc phạm vi"});
    fixture.service.command(&path(id, how), &fixture.officer(), &reason).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn money_paid_for_a_dossier_that_is_refused_or_withdrawn_is_refunded() {
    on_both(async |engine| {
        for how in ["/refusal", "/withdrawal"] {
            let fixture = Fixture::start(engine).await;
            // Online, the money first; it goes back on the day of the end.
            let id = fixture.submitted().await;
            let payment = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
            let report = notification(&fixture, &payment, "T1");
            assert_eq!(notify(&fixture, &report).await.expect(200)["state"], "paid");
            fixture.service.set_clock("2022-03-15 08:00");
            assert_eq!(fee(&end(&fixture, id, how).await), [0, 0, 0]);
            assert_eq!(surplus(&fixture, "2022-03-15").await, [PROCEDURE_FEE], "{how}");
            assert_eq!(notify(&fixture, &report).await.expect(200)["state"], "surplus", "the same notification again");
            // At the counter, the money first.
            let id = fixture.submitted().await;
            pay_at_counter(&fixture, id).await;
            end(&fixture, id, how).await;
            assert_eq!(surplus(&fixture, "2022-03-15").await, [PROCEDURE_FEE; 2]);
            // Online, the end first; the counter takes nothing any more.
            let id = fixture.submitted().await;
            let payment = start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
            end(&fixture, id, how).await;
            assert_eq!(notify(&fixture, &notification(&fixture, &payment, "T2")).await.expect(200)["state"], "surplus");
            at_counter(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(409);
            assert_eq!(surplus(&fixture, "2022-03-15").await, [PROCEDURE_FEE; 3]);
            assert!(surplus(&fixture, DAY).await.is_empty(), "{how}");
            fixture.service.assert_clean().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fee_of_a_forwarded_dossier_that_is_refused_is_refunded() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.publish_territory("province", "2021-02-01").await;
    let id = fixture.submitted_elsewhere().await;
    at_counter(&fixture, id, ProcedureFee::id_of(id), &fixture.receiving_counter()).await.expect(200);
    fixture.accept(id, &fixture.receiving_counter()).await.expect(200);
    fixture.refuse(id, &fixture.officer()).await.expect(200);
    assert_eq!(surplus(&fixture, DAY).await, [PROCEDURE_FEE]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_at_the_acceptance_is_compared_with_what_was_paid() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dearer = fixture.submitted().await;
        pay_at_counter(&fixture, dearer).await;
        fixture.publish_version(Version { fee_vnd: 50_000, ..Version::default() }, DAY).await;
        fixture.service.settle().await;
        let accepted = fixture.accept(dearer, &fixture.officer()).await.expect(200);
        assert_eq!(fee(&accepted), [50_000, 30_000, 20_000]);
        assert_eq!(fee(&pay_at_counter(&fixture, dearer).await), [50_000, 50_000, 0]);
        at_counter(&fixture, dearer, ProcedureFee::id_of(dearer), &fixture.officer()).await.expect(409);
        let cheaper = fixture.submitted().await;
        pay_at_counter(&fixture, cheaper).await;
        fixture.publish_version(Version { fee_vnd: 10_000, ..Version::default() }, DAY).await;
        fixture.service.settle().await;
        let accepted = fixture.accept(cheaper, &fixture.officer()).await.expect(200);
        assert_eq!(fee(&accepted), [10_000, 10_000, 0]);
        assert_eq!(surplus(&fixture, DAY).await, [40_000]);
        fixture.service.assert_clean().await;
        let collected = fixture.service.published_of::<FeeCollected>();
        assert_eq!(collected.iter().map(|fee| fee.amount_vnd).collect::<Vec<_>>(), [30_000, 20_000, 50_000]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_procedure_changes_what_is_owed_but_not_what_is_paid() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (unpaid, paid) = (fixture.accepted().await, fixture.accepted().await);
        pay_at_counter(&fixture, paid).await;
        assert_eq!(fee(&correct(&fixture, unpaid, 45_000).await), [45_000, 0, 45_000]);
        let dearer = correct(&fixture, paid, 45_000).await;
        assert_eq!(fee(&dearer), [45_000, PROCEDURE_FEE, 15_000]);
        assert_eq!(fee(&pay_at_counter(&fixture, paid).await), [45_000, 45_000, 0]);
        assert!(surplus(&fixture, DAY).await.is_empty());
        // Cheaper than both payments together: the newer goes back whole, of the older a part.
        fixture.service.set_clock("2022-03-15 08:00");
        assert_eq!(fee(&correct(&fixture, paid, 20_000).await), [20_000, 20_000, 0]);
        assert_eq!(surplus(&fixture, "2022-03-15").await.iter().sum::<u64>(), 25_000);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_an_old_price_pays_what_is_due_and_no_more() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (dearer, cheaper) = (fixture.accepted().await, fixture.accepted().await);
        let order = async |id| start(&fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
        let (one, other) = (order(dearer).await, order(cheaper).await);
        correct(&fixture, dearer, 50_000).await;
        correct(&fixture, cheaper, 10_000).await;
        assert_eq!(notify(&fixture, &notification(&fixture, &one, "T1")).await.expect(200)["state"], "paid");
        assert_eq!(fee(&fixture.read(dearer).await), [50_000, 30_000, 20_000]);
        assert_eq!(order(dearer).await["amountVnd"], 20_000);
        assert_eq!(notify(&fixture, &notification(&fixture, &other, "T2")).await.expect(200)["state"], "paid");
        assert_eq!(fee(&fixture.read(cheaper).await), [10_000, 10_000, 0]);
        assert_eq!(surplus(&fixture, DAY).await, [20_000]);
        fixture.service.assert_clean().await;
        let collected = fixture.service.published_of::<FeeCollected>();
        assert_eq!(collected.iter().map(|fee| fee.amount_vnd).collect::<Vec<_>>(), [30_000, 10_000]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_another_counter_fixes_version_and_fee() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.publish_territory("province", "2021-02-01").await;
        let id = fixture.submitted_elsewhere().await;
        let dearer = Version { fee_vnd: 50_000, territory: "province", ..Version::default() };
        fixture.publish_version(dearer, DAY).await;
        fixture.service.settle().await;
        let sent = fixture.accept(id, &fixture.receiving_counter()).await.expect(200);
        assert_eq!(fee(&sent), [50_000, 0, 50_000]);
        // What comes after the receipt changes neither version nor fee.
        fixture.publish_version(Version { fee_vnd: 70_000, territory: "province", ..Version::default() }, DAY).await;
        fixture.service.settle().await;
        assert_eq!(fee(&fixture.receive(id, &fixture.officer()).await.expect(200)), [50_000, 0, 50_000]);
        fixture.service.assert_clean().await;
    })
    .await;
}
