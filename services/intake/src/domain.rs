//! The rules of intake, without clock, ids or I/O.

mod applicant;
mod code;
mod daily_payments;
mod digitisation;
mod dossier;
mod fee;
mod filing;
mod message_error;
mod paper;
mod payable_fee;
mod payment;
mod payment_state;
mod procedure;
mod procedure_fee;
mod refund;
mod refusal;
mod result_return;
mod settlement_statement;
mod territory;

pub use motcua_contracts::PaymentMethod;

pub use applicant::{Applicant, Submitter};
pub use code::{CodeError, dossier_code, register_entry};
pub use daily_payments::{DailyPayments, DisputedPayment, refund_window, refunds_of_day};
pub use dossier::{
    Command, CorrectedProcess, Correction, Dossier, Event, EventKind, Forwarding, PendingItems, Receipt, Stage,
};
pub use fee::{CollectionPoint, FeeDue, PayableFee};
pub use filing::Filing;
pub use message_error::MessageError;
pub use paper::{Digitisation, DigitisedPaper, PaperHandedIn};
pub use payment::{Payment, PaymentRecord, allocate_surplus};
pub use payment_state::{PaymentDispute, PaymentState};
pub use procedure::{Procedure, Term};
pub use procedure_fee::ProcedureFee;
pub use refund::{RecordedRefund, Refund};
pub use refusal::Refusal;
pub use result_return::ResultReturn;
pub use settlement_statement::{SettlementStatement, StatementCommand, StatementEvent};
