//! What the API offers on a dossier that exists.

use motcua_contracts::ids::{FeeId, PaymentId};

use crate::domain::{Command, Correction, DigitisedPaper};

/// What the API offers on a dossier that exists.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Accept it and issue the receipt; at the counter of another agency, forward it with a receipt.
    Accept,
    /// Receive a forwarded dossier: the clock starts.
    Receive,
    /// Correct it and issue the receipt again.
    Correct(Correction),
    /// Record the payment of a fee at the counter.
    Pay {
        /// The payment.
        payment: PaymentId,
        /// The fee.
        fee: FeeId,
    },
    /// Record which papers are in the electronic store.
    Digitise(Vec<DigitisedPaper>),
    /// A command that needs nothing else.
    Command(Command),
}
