//! What the API returns, as people read it in Vietnamese or English.

pub mod deadline;
pub mod errors;
pub mod fees;
pub mod format;
pub mod notices;
pub mod roles;
