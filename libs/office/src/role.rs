//! The roles of a Vietnamese one-stop centre.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role of an account; the names are those of the token's claim `motcua_roles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Công dân, doanh nghiệp, tổ chức.
    Citizen,
    /// Công chức một cửa: receives and accepts.
    IntakeOfficer,
    /// Nhân viên bưu điện: hands in for others, by delegation; sees no dossier.
    PostalClerk,
    /// Chuyên viên: works on steps.
    DeptOfficer,
    /// Lãnh đạo phòng: approves.
    DeptHead,
    /// Văn thư: numbers, seals, issues.
    Clerk,
    /// Công chức trả kết quả.
    ResultOfficer,
    /// Giám đốc Trung tâm: sees all, decides no case.
    CentreDirector,
    /// Edits the catalogue.
    CatalogueEditor,
    /// Publishes drafts of other editors.
    CatalogueApprover,
    /// Giám sát, thanh tra: reads.
    Auditor,
    /// Operates accounts and configuration; sees no dossier.
    SysAdmin,
    /// The rating device at the window.
    Kiosk,
}

impl Role {
    /// Its name, as tokens and tables carry it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::IntakeOfficer => "intake_officer",
            Self::PostalClerk => "postal_clerk",
            Self::DeptOfficer => "dept_officer",
            Self::DeptHead => "dept_head",
            Self::Clerk => "clerk",
            Self::ResultOfficer => "result_officer",
            Self::CentreDirector => "centre_director",
            Self::CatalogueEditor => "catalogue_editor",
            Self::CatalogueApprover => "catalogue_approver",
            Self::Auditor => "auditor",
            Self::SysAdmin => "sys_admin",
            Self::Kiosk => "kiosk",
        }
    }
}

/// The roles of an agency's staff who handle dossiers.
pub const STAFF: [Role; 5] = [Role::IntakeOfficer, Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::ResultOfficer];

/// Those and the roles that see every dossier. Which dossiers depends on the object.
pub const DOSSIER_STAFF: &[Role] = &[
    Role::IntakeOfficer,
    Role::DeptOfficer,
    Role::DeptHead,
    Role::Clerk,
    Role::ResultOfficer,
    Role::CentreDirector,
    Role::Auditor,
];

/// Those and applicants.
pub const DOSSIER_READERS: &[Role] = &[
    Role::Citizen,
    Role::IntakeOfficer,
    Role::DeptOfficer,
    Role::DeptHead,
    Role::Clerk,
    Role::ResultOfficer,
    Role::CentreDirector,
    Role::Auditor,
];

impl AsRef<str> for Role {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
