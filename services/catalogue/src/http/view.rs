//! The responses of the catalogue that are no types of the domain.

use chrono::NaiveDate;
use motcua_contracts::AgencyCode;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::Language;
use motcua_kit::problem::FieldProblem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{
    Case, Difference, EntryKind, Finding, ImportOutcome, ImportReport, ImportRow, Procedure, Severity,
    SupplementPolicy, Territory,
};
use crate::store::ListedProcedure;

/// A procedure in a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureSummary {
    /// Its id.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The newest published version.
    #[schema(example = 1)]
    pub version: u32,
    /// Vietnamese name.
    pub name: String,
    /// Field of administration (lĩnh vực).
    pub field: String,
    /// Code of the competent agency.
    #[schema(value_type = String, example = "H35.06")]
    pub agency: AgencyCode,
    /// Whether the whole chain happens at the counter.
    pub on_the_spot: bool,
    /// Whether code or content is invented for a demonstration.
    pub synthetic: bool,
}

/// The newest published version of a procedure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProcedureView {
    /// Its id.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Vietnamese name.
    pub name: String,
    /// Field of administration (lĩnh vực).
    pub field: String,
    /// Code of the competent agency.
    #[schema(value_type = String, example = "H35.06")]
    pub agency: AgencyCode,
    /// Whether the whole chain happens at the counter.
    pub on_the_spot: bool,
    /// Whether code or content is invented for a demonstration.
    pub synthetic: bool,
    /// Code of the working calendar its deadlines are counted by.
    #[schema(example = "H35")]
    pub calendar: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// What a supplement request does to the clock.
    pub supplement_policy: SupplementPolicy,
    /// Where else it may be submitted than at the counter of the competent agency (phi địa giới).
    pub territory: Territory,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// The findings of one version of a procedure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionFindings {
    /// Id of the procedure.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The version.
    #[schema(example = 1)]
    pub version: u32,
    /// Errors first.
    pub items: Vec<FindingView>,
}

/// The differences between two versions of a procedure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionDifferences {
    /// Id of the procedure.
    pub id: ProcedureId,
    /// National code.
    #[schema(example = "1.005319")]
    pub code: String,
    /// The earlier version.
    #[schema(example = 1)]
    pub from: u32,
    /// The later version.
    #[schema(example = 2)]
    pub version: u32,
    /// In the order of the later version.
    pub items: Vec<Difference>,
}

/// An error or a warning about a procedure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Finding)]
pub struct FindingView {
    /// Its severity.
    pub severity: Severity,
    /// Stable code of the rule.
    #[schema(example = "role-unit")]
    pub code: String,
    /// JSON Pointer into the procedure.
    #[schema(example = "/cases/0/terms/0/steps/2/role")]
    pub at: String,
    /// National code of the procedure.
    #[schema(example = "1.005319")]
    pub procedure_code: String,
    /// The finding, in the language of the reader.
    #[schema(example = "Vai trò không phù hợp với loại đơn vị")]
    pub message: String,
}

/// The result of an import, or of its dry run.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ImportReport)]
pub struct ImportReportView {
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// Whether it took effect: all of it or nothing.
    pub applied: bool,
    /// Agencies, then calendars, then procedures, each in the order of the file.
    pub rows: Vec<ImportRowView>,
}

/// One entry of the file with its outcome.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ImportRow)]
pub struct ImportRowView {
    /// Its kind.
    pub kind: EntryKind,
    /// Its code; empty when it has none that could be one.
    #[schema(example = "1.005319")]
    pub code: String,
    /// Outcome of the entry, or of the dry run.
    pub outcome: ImportOutcome,
    /// Every reason for a refusal, with pointers into the request.
    pub errors: Vec<FieldProblem>,
}

/// A procedure in a list.
pub fn summary(listed: ListedProcedure) -> ProcedureSummary {
    let ListedProcedure { id, code, version, name, field, agency, on_the_spot, synthetic, .. } = listed;
    ProcedureSummary { id, code, version, name, field, agency, on_the_spot, synthetic }
}

/// A finding in the language of the reader.
pub fn finding(finding: Finding, language: Language) -> FindingView {
    let Finding { severity, code, at, procedure_code, message } = finding;
    FindingView { severity, code, at, procedure_code, message: language.text(&message).to_owned() }
}

/// The report of an import in the language of the reader.
pub fn import_report(report: &ImportReport, language: Language) -> ImportReportView {
    let row = |row: &ImportRow| ImportRowView {
        kind: row.kind,
        code: row.code.clone(),
        outcome: row.outcome,
        errors: Problem::fields(row.errors.clone()).document(language).errors,
    };
    let ImportReport { dry_run, applied, rows } = report;
    ImportReportView { dry_run: *dry_run, applied: *applied, rows: rows.iter().map(row).collect() }
}

/// A version of a procedure with its content.
pub fn procedure(id: ProcedureId, version: u32, content: Procedure) -> ProcedureView {
    ProcedureView {
        id,
        code: content.code,
        version,
        name: content.name,
        field: content.field,
        agency: content.agency,
        on_the_spot: content.on_the_spot,
        synthetic: content.synthetic,
        calendar: content.calendar,
        effective_from: content.effective_from,
        supplement_policy: content.supplement_policy,
        territory: content.territory,
        cases: content.cases,
    }
}
