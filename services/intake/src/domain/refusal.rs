//! Why a command is refused.

use motcua_kit::problem::FieldError;

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No such dossier, or not one that the caller may see.
    NotFound,
    /// The status does not allow it.
    WrongStage,
    /// The leader has decided: it is too late.
    DecidedAlready,
    /// No such fee is to be paid.
    NoSuchFee,
    /// The fee is paid already.
    PaidAlready,
    /// Nothing of the payment is to be refunded, or all of it was refunded.
    NothingToRefund,
    /// The amount to be refunded is another one; it changed since it was read.
    RefundAmountChanged,
    /// The procedure is not received at this counter (any more).
    NotReceivedHere,
    /// The day named lies before the acceptance.
    BeforeAcceptance,
    /// Fields of the request break a rule.
    WrongFields(Vec<FieldError>),
}
