//! The contracts between services: event messages, the subject each is published on, and typed ids.

pub mod code;
pub mod ids;
mod kind;
pub mod lookup;
mod status;
mod subject;
mod text;
pub mod time;

pub use code::{AgencyCode, UnitCode};
pub use kind::{Channel, StopCause, UnknownName};
pub use status::{Status, UnknownStatus};
pub use subject::{Event, PREFIX, SUBJECTS, producer_of};
pub use text::Text;

/// Events that the catalogue publishes.
pub mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/motcua.catalogue.v1.rs"));
}
/// Events that intake publishes.
pub mod intake {
    include!(concat!(env!("OUT_DIR"), "/motcua.intake.v1.rs"));
}
/// Events that routing publishes.
pub mod routing {
    include!(concat!(env!("OUT_DIR"), "/motcua.routing.v1.rs"));
}
/// Events that processing publishes.
pub mod processing {
    include!(concat!(env!("OUT_DIR"), "/motcua.processing.v1.rs"));
}
/// Events that results publishes.
pub mod results {
    include!(concat!(env!("OUT_DIR"), "/motcua.results.v1.rs"));
}
/// Events that ratings publishes.
pub mod ratings {
    include!(concat!(env!("OUT_DIR"), "/motcua.ratings.v1.rs"));
}
