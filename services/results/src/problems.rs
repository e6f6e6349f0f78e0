//! Maps each refusal of the domain to the problem that the caller gets.

use motcua_contracts::Text;
use motcua_kit::Problem;

use crate::domain::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::NotIssued => {
                Self::conflict_state(Text::fixed("Kết quả chưa được phát hành.", "The result is not issued yet."))
            }
            Refusal::NotReady => Self::conflict_state(Text::fixed(
                "Quá trình giải quyết chưa kết thúc nên chưa trả được kết quả.",
                "The dossier is not completed yet, so the result cannot be handed over.",
            )),
            Refusal::HandedOver => Self::conflict_state(Text::fixed(
                "Kết quả đã trả nên không thu hồi về cơ quan được nữa.",
                "The result was handed over: it is too late to recall it for an error.",
            )),
            Refusal::Recalled => Self::conflict_state(Text::fixed(
                "Kết quả này đã thu hồi do sai sót; hãy dùng kết quả phát hành lại.",
                "This document was recalled for an error; use the document that replaces it.",
            )),
            Refusal::WrongStage => Self::conflict_state(Text::fixed(
                "Trạng thái hiện tại của kết quả không cho phép bước này.",
                "The present state of the result does not allow this step.",
            )),
        }
    }
}
