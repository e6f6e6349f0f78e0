//! What a dossier still has to pay.

use uuid::Uuid;

use crate::api::FiledDossier;
use crate::lang::Lang;
use crate::words::dong;

/// Something to pay now.
pub struct Fee {
    /// The fee.
    pub id: Uuid,
    /// How much.
    pub amount: String,
    /// What for.
    pub what: &'static str,
}

/// Everything to pay now, what the work waits for first.
pub fn due(filed: &FiledDossier, lang: Lang) -> Vec<Fee> {
    let demanded = filed.fee_due.map(|fee| Fee {
        id: fee.id,
        amount: dong(fee.amount_vnd, lang),
        what: lang.say(
            "Cơ quan giải quyết yêu cầu; nộp rồi hồ sơ mới được giải quyết tiếp",
            "Asked for by the office: the work goes on once it is paid",
        ),
    });
    let own = filed.procedure_fee.filter(|fee| fee.due_vnd > 0).map(|fee| Fee {
        id: fee.id,
        amount: dong(fee.due_vnd, lang),
        what: lang.say("Phí, lệ phí của thủ tục", "What the procedure costs"),
    });
    demanded.into_iter().chain(own).collect()
}

/// What was paid for the procedure itself; nothing when nothing was.
pub fn paid(filed: &FiledDossier, lang: Lang) -> Option<String> {
    filed.procedure_fee.filter(|fee| fee.paid_vnd > 0).map(|fee| dong(fee.paid_vnd, lang))
}
