//! Submits a dossier: online by the citizen or with an officer's help, at the counter by the officer, by post
//! through the post office.

use axum::extract::State;
use motcua_contracts::ids::{AccountId, ProcedureId};
use motcua_contracts::{Channel, Text, UnitCode};
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_kit::http::{CommandRequest, CommandResponse};
use motcua_office::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{self, SubmittedDossier};
use crate::app::App;
use crate::commands::{self, SubmissionTerms};
use crate::domain::{Applicant, Filing, PaperHandedIn, ResultReturn};

/// A dossier to hand in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"procedureId": "0192f3c4-6f0e-7c1a-9a57-3c2d1b0e9f11", "caseCode": "1", "channel": "online",
    "applicant": {"name": "Lò Thị Mai", "identityNumber": "012300000017", "phone": "0912345678", "address": "Bản Nà Cọ, xã Bum Tở"},
    "papers": [{"code": "P1", "originals": 1, "copies": 0}], "sets": 1,
    "resultReturn": {"deliveryMethod": "post", "address": "Tổ 9, phường Tân Phong, tỉnh Lai Châu"}}))]
pub struct Submission {
    /// The procedure.
    pub procedure_id: ProcedureId,
    /// Its case.
    #[schema(min_length = 1, max_length = 32, example = "1")]
    pub case_code: String,
    /// The channel; a citizen hands in online, an officer at the counter, or online when helping an applicant, the post
    /// office by post.
    pub channel: Channel,
    /// Whether an officer hands it in online for an applicant without an account. An account that is both citizen and
    /// officer has to state it; for all others it follows from role and channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub on_behalf: Option<bool>,
    /// Who applies.
    pub applicant: Applicant,
    /// The papers.
    #[schema(max_items = 100)]
    pub papers: Vec<PaperHandedIn>,
    /// The number of sets of them; one by default.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 20, default = 1)]
    pub sets: u32,
    /// How the applicant wants the result; by the channel of the submission by default, by post to the applicant's
    /// address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = ResultReturn, required = false)]
    pub result_return: Option<ResultReturn>,
}

fn one() -> u32 {
    1
}

/// Hand in a dossier.
#[utoipa::path(post, path = "/v1/dossiers", operation_id = "submitDossier", tag = "dossiers", request_body = Submission,
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response")),
    responses((status = 201, description = "Handed in; keep reference and secret", body = SubmittedDossier)))]
pub async fn submit_dossier(
    State(app): State<App>,
    request: CommandRequest<Submission>,
) -> Result<CommandResponse, Problem> {
    let CommandRequest { caller, body } = request;
    let account = may_submit(&caller.actor, body.channel, body.on_behalf)?;
    let result_return = result_return(&body)?;
    let helped_by = caller.actor.unit.as_deref().filter(|_| account.is_none()).map(UnitCode::new);
    let (reference, secret) = (format!("N{}-{}", random(4)?, random(5)?), random(8)?);
    let terms =
        SubmissionTerms { procedure: body.procedure_id, case_code: body.case_code.clone(), channel: body.channel };
    // The competent agency is known once the procedure was read.
    let filing = move |agency| Filing {
        procedure: body.procedure_id,
        case_code: body.case_code.clone(),
        agency,
        channel: body.channel,
        applicant: body.applicant.clone(),
        account,
        papers: body.papers.clone(),
        sets: body.sets,
        result_return: result_return.clone(),
        reference: reference.clone(),
        secret: secret.clone(),
        partners: Vec::new(),
        helped_by: helped_by.clone(),
    };
    commands::submit(&app, caller, terms, filing, view::submitted).await
}

/// The account of the applicant, where the applicant hands it in.
fn may_submit(actor: &Actor, channel: Channel, on_behalf: Option<bool>) -> Result<Option<AccountId>, Problem> {
    match channel {
        Channel::Online if is_own(actor, on_behalf)? => {
            actor.require(&[Role::Citizen]).map(|()| Some(AccountId(actor.id)))
        }
        // For an applicant without an account: reference and secret open the lookup. The counter only helps.
        Channel::Online => actor.require(&[Role::IntakeOfficer]).and(actor.unit()).map(|_| None),
        Channel::Counter | Channel::Post if on_behalf == Some(false) => Err(Problem::field(
            "/onBehalf",
            "rule",
            Text::fixed("Người nộp chỉ tự nộp trực tuyến", "Applicants hand in themselves online only"),
        )),
        Channel::Counter => actor.require(&[Role::IntakeOfficer]).map(|()| None),
        Channel::Post => actor.require(&[Role::PostalClerk]).map(|()| None),
    }
}

/// Whether an online submission is the caller's own.
fn is_own(actor: &Actor, on_behalf: Option<bool>) -> Result<bool, Problem> {
    let (is_citizen, is_officer) = (actor.is(Role::Citizen), actor.is(Role::IntakeOfficer));
    match on_behalf {
        Some(on_behalf) => Ok(!on_behalf),
        None if is_citizen && is_officer => Err(Problem::field(
            "/onBehalf",
            "required",
            Text::fixed("Nêu rõ nộp cho mình hay nộp thay", "State whether you hand it in for yourself or for another"),
        )),
        None => Ok(is_citizen),
    }
}

fn result_return(body: &Submission) -> Result<ResultReturn, Problem> {
    let chosen = body.result_return.clone();
    let chosen = chosen.unwrap_or_else(|| ResultReturn::default_for(body.channel, &body.applicant));
    if chosen.has_valid_address() {
        return Ok(chosen);
    }
    Err(Problem::field(
        "/resultReturn/address",
        "address",
        Text::fixed(
            "Cần địa chỉ nếu nhận kết quả qua bưu chính, và chỉ khi đó",
            "Needed for the post, and for nothing else",
        ),
    ))
}

/// Random characters of Crockford's base 32, five bits each.
fn random(length: usize) -> Result<String, Problem> {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).map_err(|error| Problem::internal(&error))?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
}
