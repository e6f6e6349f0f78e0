//! The contracts between services: event messages, the subject each is published on, and typed ids.

pub mod code;
pub mod ids;
pub mod lookup;
mod subject;
pub mod time;

pub use subject::{Event, PREFIX, SUBJECTS, producer_of};

/// What the catalogue says.
pub mod catalogue {
    include!(concat!(env!("OUT_DIR"), "/motcua.catalogue.v1.rs"));
}
/// What intake says.
pub mod intake {
    include!(concat!(env!("OUT_DIR"), "/motcua.intake.v1.rs"));
}
/// What routing says.
pub mod routing {
    include!(concat!(env!("OUT_DIR"), "/motcua.routing.v1.rs"));
}
/// What processing says.
pub mod processing {
    include!(concat!(env!("OUT_DIR"), "/motcua.processing.v1.rs"));
}
/// What results says.
pub mod results {
    include!(concat!(env!("OUT_DIR"), "/motcua.results.v1.rs"));
}
/// What ratings says.
pub mod ratings {
    include!(concat!(env!("OUT_DIR"), "/motcua.ratings.v1.rs"));
}
