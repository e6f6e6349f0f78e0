//! Who may use the API: accounts, their passwords, and the national e-identity of citizens.

pub mod accounts;
pub mod e_identity;
pub mod first_administrator;
mod hash_slots;
mod password_hash;
pub mod password_rules;
pub mod passwords;
pub mod role_rules;
