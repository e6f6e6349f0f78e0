//! The rules of what can be paid, one test each.

use super::*;
use crate::domain::{FeeDue, Receipt};
use chrono::DateTime;
use motcua_contracts::UnitCode;
use motcua_contracts::ids::{AccountId, DossierId};
use uuid::Uuid;

fn procedure_fee() -> ProcedureFee {
    ProcedureFee::unpaid(DossierId(Uuid::from_u128(1)), 30_000)
}

fn accepted(pending: PendingItems) -> Stage {
    let receipt = Receipt {
        code: "c".into(),
        at: DateTime::UNIX_EPOCH,
        forwarded_at: None,
        due_at: DateTime::UNIX_EPOCH,
        own_part_due_at: None,
        procedure_version: 1,
        calendar_version: 1,
        unit: UnitCode::new("H35.05.01"),
        officer: AccountId(Uuid::nil()),
        fee_vnd: 30_000,
        issue: 1,
        partners: Vec::new(),
    };
    Stage::Accepted { receipt, pending }
}

#[test]
fn the_procedure_fee_is_payable_from_the_submission_until_it_is_paid() {
    for stage in [Stage::Submitted { at: DateTime::UNIX_EPOCH }, accepted(PendingItems::default())] {
        let of = |price_vnd, paid_vnd| {
            payable_fee(&stage, ProcedureFee { price_vnd, paid_vnd, ..procedure_fee() }, procedure_fee().id)
        };
        assert_eq!(of(30_000, 0).map(|payable| payable.amount_vnd), Ok(30_000));
        assert_eq!(of(30_000, 10_000).map(|payable| payable.amount_vnd), Ok(20_000), "what is missing");
        assert_eq!(of(30_000, 30_000), Err(Refusal::PaidAlready));
        assert_eq!(of(0, 0), Err(Refusal::NoSuchFee));
    }
}

#[test]
fn a_dossier_that_ended_takes_no_money_and_owes_none_before_its_acceptance() {
    let refused = Stage::Refused { reason: "r".into(), forwarding: None };
    let Stage::Accepted { receipt, .. } = accepted(PendingItems::default()) else { panic!("another stage") };
    let stopped = Stage::Stopped { receipt };
    for stage in [&refused, &stopped] {
        assert_eq!(payable_fee(stage, procedure_fee(), procedure_fee().id), Err(Refusal::WrongStage));
        assert_eq!(procedure_fee().due_vnd(stage), 0);
    }
    assert_eq!((procedure_fee().owed_vnd(&refused), procedure_fee().owed_vnd(&stopped)), (0, 30_000));
}

#[test]
fn the_collection_point_of_a_fee_follows_from_the_stage() {
    let point =
        |pending, fee| payable_fee(&accepted(pending), procedure_fee(), fee).map(|payable| payable.collection_point);
    let demanded = FeeDue { id: FeeId(Uuid::from_u128(3)), amount_vnd: 5 };
    let supplement_deadline = Some(chrono::NaiveDate::MIN);
    let own = procedure_fee().id;
    assert_eq!(point(PendingItems::default(), own), Ok(CollectionPoint::Intake));
    let awaiting = PendingItems { supplement_deadline, ..PendingItems::default() };
    assert_eq!(point(awaiting, own), Ok(CollectionPoint::Supplement));
    let fee_due = PendingItems { fee_due: Some(demanded), ..PendingItems::default() };
    assert_eq!(point(fee_due, demanded.id), Ok(CollectionPoint::Supplement));
    let decided = PendingItems { decided: true, ..PendingItems::default() };
    assert_eq!(point(decided, own), Ok(CollectionPoint::Return));
}
