//! Results on a real database of either engine, through its operations and the events it hears.

mod bad_input;
mod hand_over;
mod issue;
mod lifecycle;
mod office;
mod reading;
mod recall;
mod replay;
mod succession;
