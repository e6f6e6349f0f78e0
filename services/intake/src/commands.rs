//! The commands of intake, each in one transaction: load, decide, save, announce.

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

pub use execute::execute_on;
pub use notification::receive_notification;
pub use online_payment::{StartedPayment, start_payment};
pub use operation::Operation;
pub use refund::{RefundDetails, record_refund};
pub use run::{run, submit};
pub use statement::upload_statement;
