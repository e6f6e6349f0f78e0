//! Which command a dossier takes in which stage. Every command has one function, by who gives it: the counter, the
//! applicant, the office that works on it, its leader.

mod applicant;
mod counter;
mod decision;
mod leader;
mod office;

use chrono::{DateTime, Utc};

use super::command::Command;
use super::event::EventKind;
use super::stage::Stage;
use crate::domain::{Filing, ProcedureFee, Refusal};
pub use counter::{awaits_arrival, awaits_first_receipt};
use decision::{Decision, changed};

/// The event that a command leads to at business time `at`; `None` when nothing changes.
pub fn next(stage: &Stage, filing: &Filing, fee: ProcedureFee, command: &Command, at: DateTime<Utc>) -> Decision {
    if matches!(stage, Stage::Absent) && *command != Command::Submit {
        return Err(Refusal::NotFound);
    }
    match command {
        Command::Submit => counter::submit(stage, at),
        Command::Accept(receipt) => counter::accept(stage, receipt),
        Command::Forward(forwarding) => counter::forward(stage, forwarding),
        Command::Receive(receipt) => counter::receive(stage, receipt),
        Command::Refuse { reason } => counter::refuse(stage, reason),
        Command::Digitise(papers) => counter::digitise(stage, filing, papers),
        Command::Correct(correction, receipt) => counter::correct(stage, correction, receipt),
        Command::Supplement { papers } => applicant::supplement(stage, papers),
        Command::Pay { paid, method, paid_at } => applicant::pay(stage, fee, *paid, *method, *paid_at),
        Command::Withdraw { reason } => applicant::withdraw(stage, reason),
        Command::RequestSupplement { deadline } => office::request_supplement(stage, *deadline),
        Command::RequireFee(fee) => office::require_fee(stage, *fee),
        Command::DeclineWithdrawal => office::decline_withdrawal(stage),
        Command::RecordDecision => leader::record_decision(stage),
        Command::RevokeDecision => leader::revoke_decision(stage),
        Command::Stop => leader::stop(stage),
        // Money is recorded in every status, and changes none.
        Command::RecordSurplus { fee, amount_vnd } => {
            changed(EventKind::SurplusRecorded { fee: *fee, amount_vnd: *amount_vnd }, stage.clone())
        }
        Command::RecordRefund(refund) => changed(EventKind::Refunded(refund.clone()), stage.clone()),
    }
}
