//! The rules of reporting, without clock, ids or I/O.

mod agency_counts;
mod change;
mod definitions;
mod dossier;
mod figures;
mod form;
mod percent;
mod period;
mod review;
mod status_text;
mod stuck;
mod stuck_threshold;
mod timeline;
mod timeline_kind;

pub use agency_counts::{Agency, AgencyCounts, ProcedureCounts, ReviewCounts};
pub use change::{Applied, Change, Needs, Registration};
pub use definitions::{Definition, definitions, page};
pub use dossier::{Dossier, DossierNames, Unit};
pub use figures::{AgencyFigures, Catalogue, Fees, InProcess, Ratings, Received, Resolved};
pub use form::{Column, Form06a, Row, note};
pub use percent::percent;
pub use period::{Period, PeriodFault, end_of};
pub use review::Review;
pub use status_text::{citizen, officer};
pub use stuck::{ResponsibleParty, StuckCandidate, WaitsFor};
pub use stuck_threshold::{Cutoffs, StuckThreshold, Wait};
pub use timeline::{SideEvent, TimelineEntry, timeline, without_repetitions};
pub use timeline_kind::TimelineKind;
