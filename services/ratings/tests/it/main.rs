//! Ratings on a real database of either engine, through its operations and the events it handles.

mod bad_input;
mod fixture;
mod reading;
mod record;
mod replay;
mod summary;
