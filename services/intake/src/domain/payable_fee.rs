//! Which fees of a dossier can be paid in which stage.

use motcua_contracts::ids::FeeId;

use super::{CollectionPoint, PayableFee, PendingItems, ProcedureFee, Refusal, Stage};

/// The fee with this id, if a part of it is still to be paid.
///
/// # Errors
/// `WrongStage` for a dossier that ended, `PaidAlready`, `NoSuchFee`.
pub fn payable_fee(stage: &Stage, procedure_fee: ProcedureFee, fee: FeeId) -> Result<PayableFee, Refusal> {
    match stage {
        Stage::Absent => return Err(Refusal::NotFound),
        Stage::Refused { .. } | Stage::Withdrawn { .. } | Stage::Stopped { .. } => return Err(Refusal::WrongStage),
        Stage::Submitted { .. } | Stage::Forwarded { .. } | Stage::Accepted { .. } => {}
    }
    let pending = stage.pending();
    if let Some(due) = pending.and_then(|pending| pending.fee_due).filter(|due| due.id == fee) {
        return Ok(PayableFee {
            fee,
            amount_vnd: due.amount_vnd,
            collection_point: CollectionPoint::Supplement,
            demanded: true,
        });
    }
    let amount_vnd = procedure_fee.due_vnd(stage);
    if procedure_fee.id != fee || (amount_vnd == 0 && procedure_fee.paid_vnd == 0) {
        return Err(Refusal::NoSuchFee);
    }
    if amount_vnd == 0 {
        return Err(Refusal::PaidAlready);
    }
    Ok(PayableFee { fee, amount_vnd, collection_point: collection_point(pending), demanded: false })
}

fn collection_point(pending: Option<&PendingItems>) -> CollectionPoint {
    match pending {
        Some(pending) if pending.decided => CollectionPoint::Return,
        Some(pending) if pending.supplement_deadline.is_some() => CollectionPoint::Supplement,
        Some(_) | None => CollectionPoint::Intake,
    }
}

#[cfg(test)]
mod tests;
