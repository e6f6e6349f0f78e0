//! Moving open work from a unit to another, because agencies merge or units close.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::code::agency_of;
use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Role;
use motcua_kit::http::{Command, Reply};
use motcua_kit::problem::FieldError;
use motcua_worktime::local_date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::commands::{self, Moved, Outcome as Done, Wanted};
use crate::domain::{Move, NoTarget};
use crate::{App, store};

/// How many journeys one request moves when no dossiers are named.
const MOST: u64 = 500;

/// What is to be moved.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"fromUnit": "H35.05.04", "toUnit": "H35.06.04", "reason": "Sáp nhập theo Nghị quyết 12/NQ-HĐND",
    "dryRun": true}))]
pub struct WorkMove {
    /// Code of the unit that has the work; it may have closed already.
    #[schema(pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.05.04")]
    pub from_unit: String,
    /// Code of the unit that gets it.
    #[schema(pattern = r"^[A-Z][0-9]{2}\.[0-9]{2,3}\.[0-9]{2,3}$", example = "H35.06.04")]
    pub to_unit: String,
    /// Why; the history of every dossier keeps it.
    #[schema(min_length = 5, max_length = 1000)]
    pub reason: String,
    /// Only these dossiers; without them all with something open or still to come in the unit, or that await its opinion,
    /// at most 500.
    #[serde(default)]
    #[schema(min_items = 1, max_items = 200)]
    pub dossier_ids: Option<Vec<DossierId>>,
    /// Only list what would move.
    #[serde(default)]
    pub dry_run: bool,
}

/// What was moved.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkMoved {
    /// Whether nothing was changed and this is only what would happen.
    pub dry_run: bool,
    /// The dossiers, each with what happened to it.
    pub items: Vec<MovedDossier>,
    /// How many running dossiers are open or still to come in the unit, or await its opinion, after this; ask again to
    /// move them.
    pub left: u64,
}

/// What happened to a dossier.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MovedDossier {
    /// The dossier.
    pub dossier_id: DossierId,
    /// What.
    pub outcome: Outcome,
    /// Whether the step that is open now is among what moved.
    pub holds: bool,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It moved, or in a dry run would.
    Moved,
    /// The unit has nothing of it to do.
    Unchanged,
    /// It could not be moved; the others were.
    Refused,
}

/// Move the open work of a unit, all that is still to come there and the opinions it is asked for to another unit. Due
/// dates and tasks stay.
#[utoipa::path(post, path = "/v1/journeys/moves", operation_id = "moveWork", tag = "journeys",
    request_body = WorkMove,
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat the same request")),
    responses((status = 200, description = "What happened to each dossier", body = WorkMoved)),
    security(("oauth2" = ["dossiers:write"])))]
pub async fn move_work(State(app): State<App>, request: Command<WorkMove>) -> Result<Reply, Problem> {
    request.actor.require(&[Role::CentreDirector])?;
    let WorkMove { from_unit: from, to_unit: to, reason, dossier_ids, dry_run } = request.body;
    check(&app, &from, &to).await?;
    let change = Move { from, to, reason };
    let wanted = Wanted { change, dossiers: dossier_ids.map(unique), most: MOST, dry_run };
    let view = move |moved: Vec<Moved>, left| WorkMoved { dry_run, items: moved.into_iter().map(item).collect(), left };
    commands::move_work(&app, request.actor, request.once, wanted, view).await
}

/// The unit that gets the work must exist and take part today; the one that has it may have closed. Results and leaders
/// follow an agency to its successors only, so work does too.
async fn check(app: &App, from: &str, to: &str) -> Result<(), Problem> {
    let today = local_date(app.clocks.business.now());
    let mut errors: Vec<FieldError> = target(app, to, today).await?.err().into_iter().map(no_target).collect();
    if from == to {
        errors.push(wrong("same", "Phải là đơn vị khác / Must be another unit"));
    }
    if errors.is_empty() && !takes_over(app, agency_of(from), agency_of(to)).await? {
        errors.push(wrong(
            "no-successor",
            "Cơ quan của đơn vị không tiếp nhận công việc của cơ quan này / The agency of the unit does not take over the work of the other",
        ));
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
}

/// Whether work of an agency may go to another: within it, or along the line of its successors.
async fn takes_over(app: &App, from: &str, to: &str) -> Result<bool, Problem> {
    let (mut line, mut last) = (Vec::new(), from.to_owned());
    while last != to && !line.contains(&last) {
        let Some(heir) = store::agency(app.db.read(), &last).await?.and_then(|agency| agency.successor) else {
            return Ok(false);
        };
        line.push(std::mem::replace(&mut last, heir));
    }
    Ok(last == to)
}

async fn target(app: &App, unit: &str, today: NaiveDate) -> Result<Result<(), NoTarget>, Problem> {
    let agency = store::agency(app.db.read(), agency_of(unit)).await?;
    Ok(agency.map_or(Err(NoTarget::Unknown), |agency| agency.accepts(unit, today)))
}

fn no_target(why: NoTarget) -> FieldError {
    match why {
        NoTarget::Unknown => wrong("unknown", "Danh mục không có đơn vị này / The catalogue has no such unit"),
        NoTarget::NotValid => wrong(
            "not-valid",
            "Cơ quan của đơn vị không hoạt động vào ngày này / The agency of the unit does not take part today",
        ),
    }
}

fn wrong(code: &str, message: &str) -> FieldError {
    FieldError { pointer: "/toUnit".into(), code: code.into(), message: message.into() }
}

/// Each dossier once, in the order given.
fn unique(mut dossiers: Vec<DossierId>) -> Vec<DossierId> {
    let mut seen = std::collections::BTreeSet::new();
    dossiers.retain(|dossier| seen.insert(*dossier));
    dossiers
}

fn item(moved: Moved) -> MovedDossier {
    let (outcome, holds, problem) = match moved.outcome {
        Done::Moved { holds } => (Outcome::Moved, holds, None),
        Done::Unchanged => (Outcome::Unchanged, false, None),
        Done::Refused(problem) => (Outcome::Refused, false, Some(*problem)),
    };
    MovedDossier { dossier_id: moved.dossier, outcome, holds, problem }
}
