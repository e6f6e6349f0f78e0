//! The six forms about one dossier: which of them exist for it, and how they are filled.

use motcua_forms::{Error, Sheet, template};
use motcua_kit::http::Language;

use super::facts::DossierFacts;
use super::print_context::PrintContext;
use super::{apology, control_sheet, receipt, refusal, stop_notice, supplement_request};

/// A form about one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// 01 Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Receipt,
    /// 02 Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    SupplementRequest,
    /// 03 Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    Refusal,
    /// 04 Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.
    Apology,
    /// 05 Thông báo dừng giải quyết hồ sơ.
    StopNotice,
    /// 06 Phiếu kiểm soát quá trình giải quyết hồ sơ.
    ControlSheet,
}

impl FormKind {
    /// Every form, in the order of its number.
    pub const ALL: [Self; 6] =
        [Self::Receipt, Self::SupplementRequest, Self::Refusal, Self::Apology, Self::StopNotice, Self::ControlSheet];

    /// The form of that number (TT 03/2025/TT-VPCP).
    pub fn of_number(number: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Its number (TT 03/2025/TT-VPCP).
    pub fn number(self) -> &'static str {
        match self {
            Self::Receipt => "01",
            Self::SupplementRequest => "02",
            Self::Refusal => "03",
            Self::Apology => "04",
            Self::StopNotice => "05",
            Self::ControlSheet => "06",
        }
    }

    /// Its short name.
    pub fn name(self, lang: Language) -> &'static str {
        match self {
            Self::Receipt => lang.pick("Giấy tiếp nhận", "Receipt"),
            Self::SupplementRequest => lang.pick("Phiếu yêu cầu bổ sung", "Supplement request"),
            Self::Refusal => lang.pick("Phiếu từ chối tiếp nhận", "Refusal to accept"),
            Self::Apology => lang.pick("Văn bản xin lỗi, hẹn lại", "Apology with the new date"),
            Self::StopNotice => lang.pick("Thông báo dừng giải quyết", "Stop notice"),
            Self::ControlSheet => lang.pick("Phiếu kiểm soát", "Control sheet"),
        }
    }

    /// Whether the dossier has the event that the form certifies, and the form existed when it was received.
    pub fn exists_for(self, facts: &DossierFacts) -> bool {
        let has_event = match self {
            Self::Receipt => facts.received_at().is_some(),
            Self::SupplementRequest => supplement_request::exists_for(facts),
            Self::Refusal => facts.dossier.refused_reason.is_some(),
            Self::Apology => facts.due.as_ref().is_some_and(|due| due.promised_at.is_some()),
            Self::StopNotice => facts.journey.as_ref().is_some_and(|journey| journey.stopped_because.is_some()),
            Self::ControlSheet => facts.control.as_ref().is_some_and(|control| !control.rows.is_empty()),
        };
        has_event && template::in_force(self.number(), facts.day()).is_ok()
    }

    /// The filled form; nothing when it does not exist for the dossier.
    ///
    /// # Errors
    /// A value and the template in force do not match: a fault of the program.
    pub fn fill(self, facts: &DossierFacts, context: &PrintContext) -> Result<Option<Sheet>, Error> {
        if !self.exists_for(facts) {
            return Ok(None);
        }
        let on = facts.day();
        match self {
            Self::Receipt => receipt::receipt(facts, context).map(|form| Sheet::fill(&form, on)),
            Self::SupplementRequest => Some(Sheet::fill(&supplement_request::supplement_request(facts, context), on)),
            Self::Refusal => refusal::refusal(facts, context).map(|form| Sheet::fill(&form, on)),
            Self::Apology => apology::apology(facts, context).map(|form| Sheet::fill(&form, on)),
            Self::StopNotice => stop_notice::stop_notice(facts, context).map(|form| Sheet::fill(&form, on)),
            Self::ControlSheet => control_sheet::control_sheet(facts, context).map(|form| Sheet::fill(&form, on)),
        }
        .transpose()
    }
}
