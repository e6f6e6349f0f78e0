//! What a dossier owes against what was paid: the difference stays payable, an excess goes back.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::FeeCollected;
use motcua_intake::domain::OwnFee;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::office::{Office, PROCEDURE_FEE, Version, path};
use crate::payment::{at_counter, begin, notice, tell};
use crate::reconciliation::reconciled;

const DAY: &str = "2022-03-14";

/// The fee of the procedure as the dossier shows it: owed, paid, due.
fn fee(dossier: &Value) -> [u64; 3] {
    ["amountVnd", "paidVnd", "dueVnd"].map(|name| dossier["procedureFee"][name].as_u64().unwrap_or(u64::MAX))
}

/// The amounts to be refunded that turned up on a day.
async fn surplus(office: &Office, day: &str) -> Vec<u64> {
    let found = reconciled(office, day).await;
    let listed = found["surplus"].as_array().cloned().unwrap_or_default();
    listed.iter().map(|one| one["amountVnd"].as_u64().unwrap_or_default()).collect()
}

async fn pay_at_counter(office: &Office, id: DossierId) -> Value {
    at_counter(office, id, OwnFee::id_of(id), &office.officer()).await.expect(200)
}

async fn correct(office: &Office, id: DossierId, fee_vnd: u64) -> Value {
    let right = office.another_procedure_costing(fee_vnd).await;
    let body = json!({"procedureId": right, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
    office.rig.command(&path(id, "/correction"), &office.officer(), &body).await.expect(200)
}

async fn end(office: &Office, id: DossierId, how: &str) -> Value {
    let reason = json!({"reason": "Không thuộc phạm vi"});
    office.rig.command(&path(id, how), &office.officer(), &reason).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn money_paid_before_a_refusal_or_a_withdrawal_goes_back_whichever_comes_first() {
    on_both(|engine| async move {
        for how in ["/refusal", "/withdrawal"] {
            let office = Office::open(engine).await;
            // Online, the money first; it goes back on the day of the end.
            let id = office.submitted().await;
            let payment = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
            let told = notice(&office, &payment, "T1");
            assert_eq!(tell(&office, &told).await.expect(200)["state"], "paid");
            office.rig.set_clock("2022-03-15 08:00");
            assert_eq!(fee(&end(&office, id, how).await), [0, 0, 0]);
            assert_eq!(surplus(&office, "2022-03-15").await, [PROCEDURE_FEE], "{how}");
            assert_eq!(tell(&office, &told).await.expect(200)["state"], "surplus", "the same notice once more");
            // At the counter, the money first.
            let id = office.submitted().await;
            pay_at_counter(&office, id).await;
            end(&office, id, how).await;
            assert_eq!(surplus(&office, "2022-03-15").await, [PROCEDURE_FEE; 2]);
            // Online, the end first; the counter takes nothing any more.
            let id = office.submitted().await;
            let payment = begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
            end(&office, id, how).await;
            assert_eq!(tell(&office, &notice(&office, &payment, "T2")).await.expect(200)["state"], "surplus");
            at_counter(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(409);
            assert_eq!(surplus(&office, "2022-03-15").await, [PROCEDURE_FEE; 3]);
            assert!(surplus(&office, DAY).await.is_empty(), "{how}");
            office.rig.assert_clean().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_its_way_is_refused_with_its_money() {
    let office = Office::open(Engine::Sqlite).await;
    office.publish_territory("province", "2021-02-01").await;
    let id = office.submitted_elsewhere().await;
    at_counter(&office, id, OwnFee::id_of(id), &office.elsewhere()).await.expect(200);
    office.accept(id, &office.elsewhere()).await.expect(200);
    office.refuse(id, &office.officer()).await.expect(200);
    assert_eq!(surplus(&office, DAY).await, [PROCEDURE_FEE]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_costs_more_or_less_at_the_acceptance_is_held_against_what_was_paid() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dearer = office.submitted().await;
        pay_at_counter(&office, dearer).await;
        office.publish_version(Version { fee_vnd: 50_000, ..Version::default() }, DAY).await;
        office.rig.settle().await;
        let accepted = office.accept(dearer, &office.officer()).await.expect(200);
        assert_eq!(fee(&accepted), [50_000, 30_000, 20_000]);
        assert_eq!(fee(&pay_at_counter(&office, dearer).await), [50_000, 50_000, 0]);
        at_counter(&office, dearer, OwnFee::id_of(dearer), &office.officer()).await.expect(409);
        let cheaper = office.submitted().await;
        pay_at_counter(&office, cheaper).await;
        office.publish_version(Version { fee_vnd: 10_000, ..Version::default() }, DAY).await;
        office.rig.settle().await;
        let accepted = office.accept(cheaper, &office.officer()).await.expect(200);
        assert_eq!(fee(&accepted), [10_000, 10_000, 0]);
        assert_eq!(surplus(&office, DAY).await, [40_000]);
        office.rig.assert_clean().await;
        let collected = office.rig.heard_of::<FeeCollected>();
        assert_eq!(collected.iter().map(|fee| fee.amount_vnd).collect::<Vec<_>>(), [30_000, 20_000, 50_000]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_procedure_changes_what_is_owed_but_not_what_is_paid() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (unpaid, paid) = (office.accepted().await, office.accepted().await);
        pay_at_counter(&office, paid).await;
        assert_eq!(fee(&correct(&office, unpaid, 45_000).await), [45_000, 0, 45_000]);
        let dearer = correct(&office, paid, 45_000).await;
        assert_eq!(fee(&dearer), [45_000, PROCEDURE_FEE, 15_000]);
        assert_eq!(fee(&pay_at_counter(&office, paid).await), [45_000, 45_000, 0]);
        assert!(surplus(&office, DAY).await.is_empty());
        // Cheaper than both payments together: the newer goes back whole, of the older a part.
        office.rig.set_clock("2022-03-15 08:00");
        assert_eq!(fee(&correct(&office, paid, 20_000).await), [20_000, 20_000, 0]);
        assert_eq!(surplus(&office, "2022-03-15").await.iter().sum::<u64>(), 25_000);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_the_old_price_pays_what_is_due_by_then_and_no_more() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dearer, cheaper) = (office.accepted().await, office.accepted().await);
        let order = async |id| begin(&office, id, OwnFee::id_of(id), &office.officer()).await.expect(201);
        let (one, other) = (order(dearer).await, order(cheaper).await);
        correct(&office, dearer, 50_000).await;
        correct(&office, cheaper, 10_000).await;
        assert_eq!(tell(&office, &notice(&office, &one, "T1")).await.expect(200)["state"], "paid");
        assert_eq!(fee(&office.read(dearer).await), [50_000, 30_000, 20_000]);
        assert_eq!(order(dearer).await["amountVnd"], 20_000);
        assert_eq!(tell(&office, &notice(&office, &other, "T2")).await.expect(200)["state"], "paid");
        assert_eq!(fee(&office.read(cheaper).await), [10_000, 10_000, 0]);
        assert_eq!(surplus(&office, DAY).await, [20_000]);
        office.rig.assert_clean().await;
        let collected = office.rig.heard_of::<FeeCollected>();
        assert_eq!(collected.iter().map(|fee| fee.amount_vnd).collect::<Vec<_>>(), [30_000, 10_000]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_another_counter_fixes_the_fee_by_the_version_it_names() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.publish_territory("province", "2021-02-01").await;
        let id = office.submitted_elsewhere().await;
        let dearer = Version { fee_vnd: 50_000, territory: "province", ..Version::default() };
        office.publish_version(dearer, DAY).await;
        office.rig.settle().await;
        let sent = office.accept(id, &office.elsewhere()).await.expect(200);
        assert_eq!(fee(&sent), [50_000, 0, 50_000]);
        // What comes after the receipt changes neither version nor fee.
        office.publish_version(Version { fee_vnd: 70_000, territory: "province", ..Version::default() }, DAY).await;
        office.rig.settle().await;
        assert_eq!(fee(&office.receive(id, &office.officer()).await.expect(200)), [50_000, 0, 50_000]);
        office.rig.assert_clean().await;
    })
    .await;
}
