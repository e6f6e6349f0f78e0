//! The contracts between services: event messages, the subject each is published on, and typed ids.

pub mod code;
pub mod format;
pub mod ids;
mod kind;
pub mod lookup;
mod status;
mod subject;
mod text;
pub mod time;

pub use code::{AgencyCode, UnitCode};
pub use kind::{Channel, PaymentMethod, StopCause, UnknownName};
pub use status::{Status, UnknownStatus};
pub use subject::{Event, PREFIX, SUBJECTS, producer_of};
pub use text::Text;

// A module for each producer with its messages, from the schemas.
include!(concat!(env!("OUT_DIR"), "/modules.rs"));
