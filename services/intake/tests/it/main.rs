//! Intake as its callers and the other services meet it.

mod accept;
mod afterwards;
mod codes;
mod lifecycle;
mod office;
mod privacy;
mod refuse;
mod submit;
mod supplement;
mod visible;
