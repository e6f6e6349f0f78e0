//! The roles that read results.

use motcua_office::Role;

/// The roles that read results; which ones they see depends on their agency.
pub const READERS: [Role; 5] = [Role::Clerk, Role::ResultOfficer, Role::DeptHead, Role::CentreDirector, Role::Auditor];
