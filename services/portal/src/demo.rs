//! What a demonstration adds to the pages: sign-ins of one click, and the progress of the year.

pub mod progress;
pub mod sign_ins;
