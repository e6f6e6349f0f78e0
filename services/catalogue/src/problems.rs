//! Maps each refusal of the domain to the problem that the caller gets.

use motcua_contracts::Text;
use motcua_kit::Problem;

use crate::domain::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::WrongFields(errors) => Self::fields(errors),
            Refusal::DraftOpen => Self::conflict_state(Text::fixed(
                "Đang có bản dự thảo chưa công bố.",
                "A draft is open: publish it before drafting the next version.",
            )),
            Refusal::SamePerson => Self::forbidden().detail(Text::fixed(
                "Người công bố phải khác người soạn dự thảo.",
                "Who drafted a version cannot publish it.",
            )),
        }
    }
}
