//! Intake as its callers and the other services meet it.

mod accept;
mod afterwards;
mod codes;
mod digitisation;
mod fee_receipt;
mod fees;
mod forward;
mod history;
mod lifecycle;
mod notices;
mod office;
mod own_dossier;
mod payment;
mod post;
mod privacy;
mod receipt;
mod reconciliation;
mod refund;
mod refuse;
mod register;
mod reopen;
mod simulated;
mod submit;
mod succession;
mod supplement;
mod visible;
