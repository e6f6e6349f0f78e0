//! The legal forms (TT 03/2025/TT-VPCP, Mẫu 01 to 07), filled from what the API shows the visitor. Views only: nothing
//! is stored, and what the API does not return is left blank, to be filled in by hand.

mod apology;
mod control_sheet;
pub mod facts;
pub mod kind;
pub mod print_context;
mod receipt;
mod refusal;
pub mod register;
pub mod register_rows;
mod stop_notice;
mod supplement_request;
