//! The pages in front of a stub of the API.

mod forms;
mod home;
mod look_up;
mod payment;
mod safety;
mod sign_in;
mod site;
mod stub;
