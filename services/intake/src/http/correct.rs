//! Corrects a wrong procedure, case or applicant after the acceptance.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Path};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, DossierView};
use crate::app::App;
use crate::commands::{self, Operation};
use crate::domain::{Applicant, CorrectedProcess, Correction};

/// What was wrong; at least one of them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"procedureId": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "caseCode": "2", "reason": "Chọn nhầm trường hợp khi tiếp nhận"}))]
pub struct CorrectionRequest {
    /// The right procedure, of the same agency.
    pub procedure_id: Option<ProcedureId>,
    /// The right case; mandatory with a procedure.
    #[schema(min_length = 1, max_length = 32)]
    pub case_code: Option<String>,
    /// The right data of the applicant, all of it: what is absent here is deleted.
    pub applicant: Option<Applicant>,
    /// Why, for the record.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
}

/// Correct a dossier and issue its receipt again; its code and day of acceptance stay.
#[utoipa::path(post, path = "/v1/dossiers/{id}/correction", operation_id = "correctDossier", tag = "dossiers",
    request_body = CorrectionRequest,
    params(("id" = DossierId, Path, description = "The dossier"),
        ("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; 412 when it has changed")),
    responses((status = 200, description = "Corrected; the receipt is issued again", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = ProblemDocument)))]
pub async fn correct_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: CommandRequest<CorrectionRequest>,
) -> Result<CommandResponse, Problem> {
    let CorrectionRequest { procedure_id, case_code, applicant, reason } = request.body;
    let process = match (procedure_id, case_code) {
        (Some(procedure), Some(case_code)) => Some(CorrectedProcess { procedure, case_code }),
        (None, None) if applicant.is_some() => None,
        _ => return Err(incomplete()),
    };
    let operation = Operation::Correct(Correction { process, applicant, reason });
    commands::run(&app, request.caller, id, operation, view::dossier).await
}

fn incomplete() -> Problem {
    Problem::field(
        "/caseCode",
        "required",
        Text::fixed(
            "Nêu cả thủ tục và trường hợp đúng, hoặc dữ liệu đúng của người nộp",
            "Name the right procedure and case, or the right data of the applicant",
        ),
    )
}
