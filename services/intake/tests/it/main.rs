//! Intake as its callers and the other services meet it.

mod accept;
mod codes;
mod office;
mod privacy;
mod refuse;
mod submit;
mod supplement;
mod visible;
