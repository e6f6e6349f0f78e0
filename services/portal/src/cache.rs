//! Public data that all visitors share, cached for seconds to minutes.

pub mod calendars;
pub mod definitions;
pub mod directory;
pub mod figures;
