//! The pages, in front of a stub of the API.

mod fixture;
mod forms;
mod home;
mod look_up;
mod payment;
mod register;
mod security;
mod sign_in;
mod stub;
