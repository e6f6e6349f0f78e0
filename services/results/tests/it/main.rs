//! Results on a real database of either engine, through its operations and the events it subscribes to.

mod bad_input;
mod fixture;
mod hand_over;
mod issue;
mod lifecycle;
mod reading;
mod recall;
mod replay;
mod succession;
