//! What a dossier owes: the fee of its procedure, held against what was paid for it, and what the office demanded.

use motcua_contracts::ids::{DossierId, FeeId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Event, Refusal, Stage, What};

/// When in the life of a dossier a fee is collected (HinhThucThu of the national exchange).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Moment {
    /// Khi tiếp nhận (1).
    Intake,
    /// Khi bổ sung (2): demanded meanwhile, or paid while papers are asked for.
    Supplement,
    /// Khi trả kết quả (4): after the decision.
    Return,
}

impl Moment {
    /// As messages and tables name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Supplement => "supplement",
            Self::Return => "return",
        }
    }
}

/// The fee that the procedure itself costs: an axis beside the status, from the submission on. What it costs can
/// change with the receipt; what was paid is held against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnFee {
    /// Its id.
    pub id: FeeId,
    /// What the procedure costs by the last receipt, before one by the submission; in đồng.
    pub price_vnd: u64,
    /// What was paid for it and is not to be refunded, in đồng.
    pub paid_vnd: u64,
}

impl OwnFee {
    /// The id of the fee of a dossier's procedure: derived, so that it is the same whenever it is asked for.
    pub fn id_of(dossier: DossierId) -> FeeId {
        FeeId(Uuid::new_v5(&dossier.0, b"fee/procedure"))
    }

    /// What the dossier owes, paid or not, in đồng: nothing when nobody worked on it.
    pub fn owed_vnd(&self, stage: &Stage) -> u64 {
        match stage {
            Stage::Absent | Stage::Refused { .. } | Stage::Withdrawn { .. } => 0,
            _ => self.price_vnd,
        }
    }

    /// What can still be paid, in đồng: nothing once the dossier ended.
    pub fn due_vnd(&self, stage: &Stage) -> u64 {
        match stage {
            Stage::Stopped { .. } => 0,
            _ => self.owed_vnd(stage).saturating_sub(self.paid_vnd),
        }
    }

    /// What was paid beyond what is owed, in đồng: to be refunded.
    pub fn excess_vnd(&self, stage: &Stage) -> u64 {
        self.paid_vnd.saturating_sub(self.owed_vnd(stage))
    }

    /// The fee after an event: the receipt says what it costs, money came in, an excess goes back.
    #[must_use]
    pub fn after(self, event: &Event) -> Self {
        let price_vnd = match &event.what {
            What::Accepted | What::Forwarded | What::Corrected { way: Some(_), .. } => event.then.price_vnd(),
            _ => None,
        };
        let came = match &event.what {
            What::FeePaid { paid, .. } if !paid.demanded => paid.amount_vnd,
            _ => 0,
        };
        let paid_vnd = self.paid_vnd.saturating_add(came).saturating_sub(event.surplus_vnd);
        Self { price_vnd: price_vnd.unwrap_or(self.price_vnd), paid_vnd, ..self }
    }
}

/// A fee that can be paid now, and then the same as a payment made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Owed {
    /// Its id.
    pub fee: FeeId,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When in the life of the dossier.
    pub moment: Moment,
    /// Whether the office demanded it meanwhile (status 6); else it is the procedure's own.
    pub demanded: bool,
}

/// The fee with this id, if anything of it is still to be paid.
///
/// # Errors
/// `WrongStage` for a dossier that ended, `PaidAlready`, `NoSuchFee`.
pub fn owed(stage: &Stage, own: OwnFee, fee: FeeId) -> Result<Owed, Refusal> {
    match stage {
        Stage::Absent => return Err(Refusal::NotFound),
        Stage::Refused { .. } | Stage::Withdrawn { .. } | Stage::Stopped { .. } => return Err(Refusal::WrongStage),
        Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. } => {}
    }
    let open = stage.open();
    if let Some(due) = open.and_then(|open| open.fee).filter(|due| due.id == fee) {
        return Ok(Owed { fee, amount_vnd: due.amount_vnd, moment: Moment::Supplement, demanded: true });
    }
    let amount_vnd = own.due_vnd(stage);
    if own.id != fee || (amount_vnd == 0 && own.paid_vnd == 0) {
        return Err(Refusal::NoSuchFee);
    }
    if amount_vnd == 0 {
        return Err(Refusal::PaidAlready);
    }
    let moment = match open {
        Some(open) if open.decided => Moment::Return,
        Some(open) if open.papers_until.is_some() => Moment::Supplement,
        _ => Moment::Intake,
    };
    Ok(Owed { fee, amount_vnd, moment, demanded: false })
}

#[cfg(test)]
mod tests;
