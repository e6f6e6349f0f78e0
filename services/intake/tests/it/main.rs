//! Intake on a real database of either engine, through its operations and the events it handles.

mod accept;
mod afterwards;
mod codes;
mod digitisation;
mod fee_receipt;
mod fees;
mod fixture;
mod forward;
mod history;
mod lifecycle;
mod notifications;
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
