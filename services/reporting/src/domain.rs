//! The rules of reporting, without clock, ids or I/O.

mod change;
mod counted;
mod definitions;
mod form;
mod happening;
mod patience;
mod period;
mod review;
mod share;
mod status;
mod stuck;

pub use change::{Applied, Change, Needs};
pub use counted::{Agency, Counted, Procedures};
pub use definitions::{Definition, definitions, page};
pub use form::{Column, Form06a, Row, note};
pub use happening::What;
pub use patience::{Latest, Patience, Wait};
pub use period::{Period, PeriodFault, end_of};
pub use review::{AgencyFigures, Beside, Catalogue, Fees, InProcess, Ratings, Received, Resolved, Review};
pub use share::{grouped, percent};
pub use status::{PAUSED, Words, citizen, officer};
pub use stuck::{Next, Standing, WaitsFor};
