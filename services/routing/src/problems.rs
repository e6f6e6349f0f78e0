//! Maps each refusal of the domain to the problem of a caller and to the error of an event handler.

use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_messaging::{CommandError, HandlerError};

use crate::context::Error;
use crate::domain::{MessageError, Refusal};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::TooEarly | Refusal::WrongStage | Refusal::Calendar(_) => Self::conflict_state(Text::fixed(
                "Trạng thái hiện tại của hồ sơ không cho phép bước này.",
                "The present status of the dossier does not allow this step.",
            )),
        }
    }
}

impl From<MessageError> for HandlerError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Unknown(what) => Self::Unknown(what),
            MessageError::Invalid(why) => Self::Reject(why),
        }
    }
}

/// A refusal that a missing predecessor can cure parks the event until that arrives.
pub fn handler_error(error: Error) -> HandlerError {
    match error {
        CommandError::Refused(Refusal::NotFound) => HandlerError::NotYet("journey"),
        CommandError::Refused(Refusal::TooEarly) => HandlerError::NotYet("an earlier step"),
        // The next years of a calendar are published when their holidays are known.
        CommandError::Refused(Refusal::Calendar(_)) => HandlerError::NotYet("a calendar that covers it"),
        other => other.into(),
    }
}
