//! The rules of what is owed, one test each.

use super::*;
use crate::domain::{Acceptance, FeeDue, Open};
use chrono::DateTime;
use motcua_contracts::ids::AccountId;

fn own() -> OwnFee {
    OwnFee { id: OwnFee::id_of(DossierId(Uuid::from_u128(1))), price_vnd: 30_000, paid_vnd: 0 }
}

fn accepted(open: Open) -> Stage {
    let receipt = Acceptance {
        code: "c".into(),
        at: DateTime::UNIX_EPOCH,
        received_at: None,
        due_at: DateTime::UNIX_EPOCH,
        local_due_at: None,
        procedure_version: 1,
        calendar_version: 1,
        unit: "H35.05.01".into(),
        officer: AccountId(Uuid::nil()),
        fee_vnd: 30_000,
        issue: 1,
    };
    Stage::Accepted { receipt, open }
}

#[test]
fn the_fee_of_the_procedure_is_owed_from_the_submission_on_until_it_is_paid() {
    for stage in [Stage::Submitted { at: DateTime::UNIX_EPOCH }, accepted(Open::default())] {
        let of = |price_vnd, paid_vnd| owed(&stage, OwnFee { price_vnd, paid_vnd, ..own() }, own().id);
        assert_eq!(of(30_000, 0).map(|owed| owed.amount_vnd), Ok(30_000));
        assert_eq!(of(30_000, 10_000).map(|owed| owed.amount_vnd), Ok(20_000), "what is missing");
        assert_eq!(of(30_000, 30_000), Err(Refusal::PaidAlready));
        assert_eq!(of(0, 0), Err(Refusal::NoSuchFee));
    }
}

#[test]
fn a_dossier_that_ended_takes_no_money_and_owes_nothing_when_nobody_worked_on_it() {
    let refused = Stage::Refused { reason: "r".into(), sent: None };
    let Stage::Accepted { receipt, .. } = accepted(Open::default()) else { panic!("another stage") };
    let stopped = Stage::Stopped { receipt };
    for stage in [&refused, &stopped] {
        assert_eq!(owed(stage, own(), own().id), Err(Refusal::WrongStage));
        assert_eq!(own().due_vnd(stage), 0);
    }
    assert_eq!((own().owed_vnd(&refused), own().owed_vnd(&stopped)), (0, 30_000));
}

#[test]
fn the_moment_of_a_fee_follows_from_how_the_dossier_stands() {
    let moment = |open, fee| owed(&accepted(open), own(), fee).map(|owed| owed.moment);
    let demanded = FeeDue { id: FeeId(Uuid::from_u128(3)), amount_vnd: 5 };
    let papers_until = Some(chrono::NaiveDate::MIN);
    assert_eq!(moment(Open::default(), own().id), Ok(Moment::Intake));
    assert_eq!(moment(Open { papers_until, ..Open::default() }, own().id), Ok(Moment::Supplement));
    assert_eq!(moment(Open { fee: Some(demanded), ..Open::default() }, demanded.id), Ok(Moment::Supplement));
    assert_eq!(moment(Open { decided: true, ..Open::default() }, own().id), Ok(Moment::Return));
}
