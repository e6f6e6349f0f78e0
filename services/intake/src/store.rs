//! Intake's own statements: dossiers under the reader's rights, codes, copies of the catalogue.

mod catalogue;
mod codes;
mod dossiers;
mod entities;
mod listing;
pub mod migrations;
mod payments;
mod refunds;
mod statements;
mod takings;
mod visibility;

pub use catalogue::{calendar, keep_calendar, keep_procedure, procedure_in_force, procedure_of_version};
pub use codes::next_number;
pub use dossiers::{Dossier, find, load, load_visible, save};
pub use listing::{Days, Filter, list};
pub use payments::{
    Kept, add_payment, change_payment, dossier_of_payment, dossiers_of_payments, give_back, payment, payments_of,
};
pub use refunds::{add_refund, refunds_of, refunds_within};
pub use statements::{put_statement, stated_refunds, statement};
pub use takings::{doubt, surplus_of, taken, takings};
pub use visibility::acts_for;
