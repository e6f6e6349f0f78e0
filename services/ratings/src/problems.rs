//! Maps each refusal of the domain to the problem that the caller gets.

use motcua_contracts::Text;
use motcua_kit::Problem;

use crate::domain::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::NotReturned => Self::conflict_state(Text::fixed(
                "Hồ sơ chưa được trả kết quả nên chưa đánh giá được.",
                "The result is not returned yet, so the dossier cannot be rated.",
            )),
            Refusal::AlreadyRated => Self::conflict_state(Text::fixed(
                "Hồ sơ này đã được đánh giá; mỗi hồ sơ chỉ đánh giá một lần.",
                "This dossier was rated already; each can be rated once.",
            )),
        }
    }
}
