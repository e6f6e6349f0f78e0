//! The statements of intake.

mod catalogue;
mod codes;
mod daily_payments;
mod dossiers;
mod entities;
mod json;
mod listing;
pub mod migrations;
mod payments;
mod refunds;
mod rows;
mod statements;
mod visibility;

pub use catalogue::{find_newest_calendar, find_procedure, find_procedure_in_force, save_calendar, save_procedure};
pub use codes::next_number;
pub use daily_payments::{find_daily_payments, insert_dispute, list_surplus, sum_received};
pub use dossiers::{find, load, load_visible, save};
pub use listing::{Days, Filter, list};
pub use payments::{
    find_dossier_of_payment, find_payment, insert_payment, list_dossiers_of_payments, list_payments, mark_surplus,
    update_payment,
};
pub use refunds::{insert_refund, list_refunds, list_refunds_between};
pub use statements::{find_statement, list_stated_refunds, load_statement, save_statement};
pub use visibility::acts_for;
