//! The legal forms of one dossier, filled from what the API shows the visitor. Views only: nothing is kept, and what the
//! API does not say is left to be written by hand.

mod apology;
mod control;
mod facts;
mod receipt;
mod refusal;
pub mod register;
mod stop;
mod supplement;

use chrono::NaiveDate;
use motcua_forms::{Error, Sheet, template};

use crate::lang::Lang;

pub use facts::Facts;

/// A form about one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 01 Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Receipt,
    /// 02 Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    Supplement,
    /// 03 Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    Refusal,
    /// 04 Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.
    Apology,
    /// 05 Thông báo dừng giải quyết hồ sơ.
    Stop,
    /// 06 Phiếu kiểm soát quá trình giải quyết hồ sơ.
    Control,
}

/// What a form is filled with beside the facts.
pub struct Occasion {
    /// The address of the lookup page, without the code.
    pub lookup: String,
    /// The local day of the request, printed on the control sheet.
    pub today: NaiveDate,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Receipt, Self::Supplement, Self::Refusal, Self::Apology, Self::Stop, Self::Control];

    /// The form of that number under TT 03/2025.
    pub fn of(number: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Its number under TT 03/2025.
    pub fn number(self) -> &'static str {
        match self {
            Self::Receipt => "01",
            Self::Supplement => "02",
            Self::Refusal => "03",
            Self::Apology => "04",
            Self::Stop => "05",
            Self::Control => "06",
        }
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Receipt => lang.say("Giấy tiếp nhận", "Receipt"),
            Self::Supplement => lang.say("Phiếu yêu cầu bổ sung", "Supplement request"),
            Self::Refusal => lang.say("Phiếu từ chối tiếp nhận", "Refusal to accept"),
            Self::Apology => lang.say("Văn bản xin lỗi, hẹn lại", "Apology with the new date"),
            Self::Stop => lang.say("Thông báo dừng giải quyết", "Stop notice"),
            Self::Control => lang.say("Phiếu kiểm soát", "Control sheet"),
        }
    }

    /// Whether the dossier has what the form tells of, and the form existed when it was received.
    pub fn is_there(self, facts: &Facts) -> bool {
        let happened = match self {
            Self::Receipt => facts.received_at().is_some(),
            Self::Supplement => supplement::is_there(facts),
            Self::Refusal => facts.filed.refused_reason.is_some(),
            Self::Apology => facts.due.as_ref().is_some_and(|due| due.promised_at.is_some()),
            Self::Stop => facts.journey.as_ref().is_some_and(|journey| journey.stopped_because.is_some()),
            Self::Control => facts.control.as_ref().is_some_and(|control| !control.rows.is_empty()),
        };
        happened && template::in_force(self.number(), facts.day()).is_ok()
    }

    /// The filled form; nothing when the dossier has none.
    ///
    /// # Errors
    /// When the form cannot be filled.
    pub fn fill(self, facts: &Facts, occasion: &Occasion) -> Result<Option<Sheet>, Error> {
        if !self.is_there(facts) {
            return Ok(None);
        }
        let on = facts.day();
        match self {
            Self::Receipt => receipt::of(facts, occasion).map(|form| Sheet::fill(&form, on)),
            Self::Supplement => Some(Sheet::fill(&supplement::of(facts, occasion), on)),
            Self::Refusal => refusal::of(facts, occasion).map(|form| Sheet::fill(&form, on)),
            Self::Apology => apology::of(facts, occasion).map(|form| Sheet::fill(&form, on)),
            Self::Stop => stop::of(facts, occasion).map(|form| Sheet::fill(&form, on)),
            Self::Control => control::of(facts, occasion).map(|form| Sheet::fill(&form, on)),
        }
        .transpose()
    }
}
