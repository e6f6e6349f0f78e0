//! What the services of an office share: its roles, the succession of agencies, and the scope of an account.

mod role;
mod scope;
mod store;
mod succession;

pub use role::{DOSSIER_READERS, DOSSIER_STAFF, Role, STAFF};
pub use scope::AccessScope;
pub use store::{Tables, list_successions, save_succession};
pub use succession::{Succession, acting_agencies};

/// The rule of an operation, with the roles of the office.
pub type Rule = motcua_kit::access::Rule<Role>;
