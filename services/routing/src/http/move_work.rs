//! Moves open work from a unit to another, because agencies merge or units close.

use axum::extract::State;
use motcua_contracts::UnitCode;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::http::{CommandRequest, CommandResponse, Language};
use motcua_kit::problem::ProblemDocument;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::move_target::check_target;
use crate::app::App;
use crate::commands::{self, MoveOutcome, MovedJourney};
use crate::domain::Move;

/// How many journeys one request moves when no dossiers are named.
const MOST: u64 = 500;

/// The work to move.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"fromUnit": "H35.05.04", "toUnit": "H35.06.04", "reason": "Sáp nhập theo Nghị quyết 12/NQ-HĐND",
    "dryRun": true}))]
pub struct WorkMove {
    /// Code of the unit that has the work; it may be closed.
    #[schema(value_type = String, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.05.04")]
    pub from_unit: UnitCode,
    /// Code of the unit that gets it.
    #[schema(value_type = String, pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.06.04")]
    pub to_unit: UnitCode,
    /// Why; stored in the history of every dossier.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
    /// Only these dossiers; without them all with an open or upcoming step in the unit, or that await its opinion, at
    /// most 500.
    #[serde(default)]
    #[schema(min_items = 1, max_items = 200)]
    pub dossier_ids: Option<Vec<DossierId>>,
    /// Only list what would move.
    #[serde(default)]
    pub dry_run: bool,
}

/// The work that moved.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkMoved {
    /// Whether nothing was changed and this is only what would happen.
    pub dry_run: bool,
    /// The dossiers, each with its outcome.
    pub items: Vec<MovedDossier>,
    /// How many running dossiers remain after this with an open or upcoming step in the unit, or awaiting its opinion;
    /// repeat the request with a new key to move them.
    pub remaining: u64,
}

/// The outcome of a dossier.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MovedDossier {
    /// The dossier.
    pub dossier_id: DossierId,
    /// The outcome.
    pub outcome: Outcome,
    /// Whether the step that is open now is among what moved.
    pub open_step_moved: bool,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<ProblemDocument>,
}

/// What happened to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It moved, or in a dry run would.
    Moved,
    /// The unit has no work in it.
    Unchanged,
    /// It could not be moved; the others were.
    Refused,
}

/// Move the open and upcoming steps of a unit, and the opinions it is asked for, to another unit. Due dates and tasks
/// stay.
#[utoipa::path(post, path = "/v1/journeys/moves", operation_id = "moveWork", tag = "journeys",
    request_body = WorkMove,
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response")),
    responses((status = 200, description = "The outcome of each dossier", body = WorkMoved)))]
pub async fn move_work(State(app): State<App>, request: CommandRequest<WorkMove>) -> Result<CommandResponse, Problem> {
    let CommandRequest { caller, body } = request;
    let WorkMove { from_unit: from, to_unit: to, reason, dossier_ids, dry_run } = body;
    check_target(&app, &from, &to).await?;
    let (change, dossiers) = (Move { from, to, reason }, dossier_ids.map(distinct));
    let language = caller.language;
    let view = move |moved: commands::MoveReport| WorkMoved {
        dry_run,
        items: moved.journeys.into_iter().map(|journey| item(journey, language)).collect(),
        remaining: moved.remaining,
    };
    commands::move_work(&app, caller, commands::MoveWork { change, dossiers, limit: MOST, dry_run }, view).await
}

/// Each dossier once, in the order given.
fn distinct(mut dossiers: Vec<DossierId>) -> Vec<DossierId> {
    let mut seen = std::collections::BTreeSet::new();
    dossiers.retain(|dossier| seen.insert(*dossier));
    dossiers
}

fn item(moved: MovedJourney, language: Language) -> MovedDossier {
    let (outcome, open_step_moved, problem) = match moved.outcome {
        MoveOutcome::Moved { open_step_moved } => (Outcome::Moved, open_step_moved, None),
        MoveOutcome::Unchanged => (Outcome::Unchanged, false, None),
        MoveOutcome::Refused(problem) => (Outcome::Refused, false, Some(problem.document(language))),
    };
    MovedDossier { dossier_id: moved.dossier, outcome, open_step_moved, problem }
}
