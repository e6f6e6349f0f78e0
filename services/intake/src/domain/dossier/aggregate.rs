//! The dossier: what was handed in, its stage, and the fee of its procedure.

use chrono::{DateTime, Utc};
use motcua_contracts::ids::{DossierId, FeeId};

use super::command::Command;
use super::event::{Event, EventKind};
use super::receipt::Forwarding;
use super::rules::{awaits_arrival, awaits_first_receipt, next};
use super::stage::Stage;
use crate::domain::payable_fee::payable_fee;
use crate::domain::{Filing, PayableFee, ProcedureFee, Refusal};

/// A dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// As it was handed in.
    pub filing: Filing,
    /// Its stage.
    pub stage: Stage,
    /// When it was handed in.
    pub submitted_at: DateTime<Utc>,
    /// The fee of its procedure.
    pub fee: ProcedureFee,
}

impl Dossier {
    /// A dossier that is about to be submitted, of a procedure that costs `price_vnd` đồng.
    pub fn new(id: DossierId, filing: Filing, price_vnd: u64, at: DateTime<Utc>) -> Self {
        Self { id, filing, stage: Stage::Absent, submitted_at: at, fee: ProcedureFee::unpaid(id, price_vnd) }
    }

    /// Decides at business time `at`; `None` when nothing changes.
    ///
    /// # Errors
    /// When the status does not allow the command, or the fee is not owed.
    pub fn decide(&self, command: &Command, at: DateTime<Utc>) -> Result<Option<Event>, Refusal> {
        let Some((kind, new_stage)) = next(&self.stage, &self.filing, self.fee, command, at)? else { return Ok(None) };
        let mut event = Event { kind, new_stage, surplus_vnd: 0 };
        let mut fee = self.fee;
        fee.apply(&event);
        event.surplus_vnd = fee.excess_vnd(&event.new_stage);
        Ok(Some(event))
    }

    /// Whether the first receipt is still to be issued. An acceptance that is repeated issues none, so it uses up no
    /// number; nor does one that is refused.
    ///
    /// # Errors
    /// When the status does not allow it.
    pub fn awaits_first_receipt(&self, by_forwarding_counter: bool) -> Result<bool, Refusal> {
        awaits_first_receipt(&self.stage, by_forwarding_counter)
    }

    /// The receipt of the counter that forwarded it, if the competent agency has yet to receive it; `None` when it did.
    ///
    /// # Errors
    /// When the status does not allow it.
    pub fn awaits_arrival(&self) -> Result<Option<&Forwarding>, Refusal> {
        awaits_arrival(&self.stage)
    }

    /// Applies an event.
    pub fn apply(&mut self, event: &Event) {
        self.stage = event.new_stage.clone();
        self.fee.apply(event);
        match &event.kind {
            EventKind::Accepted => self.adopt_partners(),
            EventKind::Supplemented { papers } => self.filing.papers.extend_from_slice(papers),
            EventKind::Digitised { papers } => self.filing.apply_digitisation(papers),
            EventKind::Corrected { process, corrected_applicant, .. } => {
                if let Some(process) = process {
                    self.filing.procedure = process.procedure;
                    self.filing.case_code.clone_from(&process.case_code);
                    self.adopt_partners();
                }
                if let Some(applicant) = corrected_applicant {
                    self.filing.correct_applicant(applicant);
                }
            }
            EventKind::Submitted
            | EventKind::Forwarded
            | EventKind::Refused
            | EventKind::SupplementRequested
            | EventKind::FeeRequired
            | EventKind::FeePaid { .. }
            | EventKind::SurplusRecorded { .. }
            | EventKind::Refunded(_)
            | EventKind::Withdrawn
            | EventKind::WithdrawalRequested { .. }
            | EventKind::WithdrawalDeclined
            | EventKind::Decided
            | EventKind::DecisionRevoked
            | EventKind::Stopped => {}
        }
    }

    /// Code of the unit or agency that has it: the competent agency, or the counter of another one that has not
    /// forwarded it yet.
    pub fn current_counter(&self) -> &str {
        self.filing.current_counter(self.stage.code().is_some())
    }

    /// The fee with this id, if a part of it is still to be paid.
    ///
    /// # Errors
    /// `WrongStage` for a dossier that ended, `PaidAlready`, `NoSuchFee`.
    pub fn payable_fee(&self, fee: FeeId) -> Result<PayableFee, Refusal> {
        payable_fee(&self.stage, self.fee, fee)
    }

    fn adopt_partners(&mut self) {
        if let Some(receipt) = self.stage.receipt() {
            self.filing.partners.clone_from(&receipt.partners);
        }
    }
}
