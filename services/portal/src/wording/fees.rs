//! The fees of a dossier.

use motcua_kit::http::Language;
use uuid::Uuid;

use super::format::dong;
use crate::api::dossier::Dossier;

/// A fee that is due.
pub struct Fee {
    pub id: Uuid,
    /// The amount.
    pub amount: String,
    /// What it is for.
    pub purpose: &'static str,
}

/// Every fee that is due, that which the work waits for first.
pub fn fees_due(dossier: &Dossier, lang: Language) -> Vec<Fee> {
    let demanded = dossier.fee_due.map(|fee| Fee {
        id: fee.id,
        amount: dong(fee.amount_vnd, lang),
        purpose: lang.pick(
            "Cơ quan giải quyết yêu cầu; nộp rồi hồ sơ mới được giải quyết tiếp",
            "Requested by the agency; the work continues once it is paid",
        ),
    });
    let procedure = dossier.procedure_fee.filter(|fee| fee.due_vnd > 0).map(|fee| Fee {
        id: fee.id,
        amount: dong(fee.due_vnd, lang),
        purpose: lang.pick("Phí, lệ phí của thủ tục", "Fee of the procedure"),
    });
    demanded.into_iter().chain(procedure).collect()
}

/// The part of the procedure's fee that was paid; nothing when none was.
pub fn procedure_fee_paid(dossier: &Dossier, lang: Language) -> Option<String> {
    dossier.procedure_fee.filter(|fee| fee.paid_vnd > 0).map(|fee| dong(fee.paid_vnd, lang))
}
