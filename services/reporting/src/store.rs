//! The statements of reporting: dossiers with their timeline, figures, stuck dossiers, copies of the catalogue,
//! ratings.

mod access;
mod calendars;
mod catalogue;
mod counting;
mod dossier_conditions;
mod dossiers;
mod entities;
mod fees;
mod figures;
mod lookup;
pub mod migrations;
mod side_events;
mod statuses;
mod stuck;
mod stuck_rules;
mod successions;
mod timeline_query;
mod timeline_rows;

pub use access::{find_access_scope, list_successions};
pub use calendars::{list_calendars, save_calendar};
pub use catalogue::{agency_exists, save_agency, save_procedure, save_rating};
pub use dossiers::{Submission, correct_case, insert_dossier, record_change, request_supplement};
pub use figures::{review, review_of_agencies};
pub use lookup::{find, find_by_code, find_names, list_names};
pub use side_events::{
    OpinionRequest, Payment, insert_opinion, mark_fee_due, mark_fee_paid, mark_opinion_given, mark_supplement_received,
    move_opinions, record_payment, record_recall, save_promise,
};
pub use stuck::{ListedCandidate, StuckQuery, list_stuck};
pub use successions::Successions;
pub use timeline_query::list_timeline;
pub use timeline_rows::{OpenedStep, move_open_step, open_step};
