//! The roles that carry out steps.

use motcua_office::Role;

/// The roles that can carry out a step; the task names the one that does.
pub const WORKERS: [Role; 6] =
    [Role::IntakeOfficer, Role::PostalClerk, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];
