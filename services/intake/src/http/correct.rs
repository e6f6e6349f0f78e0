//! Putting right a wrong procedure, case or applicant after the acceptance.

use axum::extract::State;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Path, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::DossierView;
use crate::App;
use crate::commands::{self, Wish};
use crate::domain::{Applicant, Correction, RightWay};

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
        ("Idempotency-Key" = String, Header, description = "Makes a repeat the same request"),
        ("If-Match" = Option<String>, Header, description = "ETag of the record that was read; refused when it changed")),
    responses((status = 200, description = "Corrected; the receipt is issued again", body = DossierView, headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "Changed since it was read", body = Problem)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn correct_dossier(
    State(app): State<App>,
    Path(id): Path<DossierId>,
    request: Command<CorrectionRequest>,
) -> Result<Reply, Problem> {
    request.actor.require(&[Role::IntakeOfficer])?;
    let CorrectionRequest { procedure_id, case_code, applicant, reason } = request.body;
    let way = match (procedure_id, case_code) {
        (Some(procedure), Some(case_code)) => Some(RightWay { procedure, case_code }),
        (None, None) if applicant.is_some() => None,
        _ => return Err(incomplete()),
    };
    let wish = Wish::Correct(Correction { way, applicant, reason });
    commands::execute(&app, request.actor, request.once, request.if_match, id, wish).await
}

fn incomplete() -> Problem {
    Problem::field(
        "/caseCode",
        "required",
        "Nêu cả thủ tục và trường hợp đúng, hoặc dữ liệu đúng của người nộp / Name the right procedure and case, or the right data of the applicant",
    )
}
