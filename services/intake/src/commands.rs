//! The commands of intake, each in one unit of work: load, decide, save, announce.

mod execute;
mod notification;
mod online_payment;
mod operation;
mod promise;
mod receipt;
mod refund;
pub mod rights;
mod run;
mod statement;
mod submit;

pub use execute::load_and_execute;
pub use notification::receive_notification;
pub use online_payment::{StartedPayment, start_payment};
pub use operation::Operation;
pub use refund::{RefundDetails, record_refund};
pub use run::run;
pub use statement::upload_statement;
pub use submit::{SubmissionTerms, submit};
