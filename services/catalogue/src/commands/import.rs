//! Importing a file: every entry by the command that an editor would send, in one transaction for all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse, IfMatch};
use motcua_kit::idempotency::{is_used, run_idempotent, store_response};
use motcua_kit::problem::FieldError;
use motcua_messaging::CommandError;
use sea_orm::DbErr;
use serde::Serialize;

use super::{agencies, calendars, procedures};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{
    EntryKind, EntryPosition, ImportOutcome, ImportReport, ImportRow, ParsedFile, duplicate, succession_order,
};

type PositionedRow = (EntryPosition, ImportRow);

/// Imports a file; `view` makes the response. A dry run, and a file with a refused entry, do the same and roll back.
pub async fn import<V, F>(
    app: &App,
    caller: Caller,
    file: ParsedFile,
    dry_run: bool,
    view: F,
) -> Result<CommandResponse, Problem>
where
    V: Serialize,
    F: Fn(&ImportReport) -> V + Clone + Send + Sync + 'static,
{
    let (app, at, file) = (app.clone(), app.clocks.business.now(), Arc::new(file));
    let (db, stored_key) = (app.db.clone(), caller.key.clone());
    let attempt = move || {
        let Caller { actor, key, .. } = caller.clone();
        let (app, file, view) = (app.clone(), file.clone(), view.clone());
        async move {
            let (wall, tx) = (app.clocks.wall.now(), app.db.begin().await?);
            // One ETag cannot name the versions of many entries.
            let if_match = IfMatch::default();
            let context = Context { app, tx: tx.clone(), actor, at, wall, if_match };
            let report = ImportReport::of(dry_run, rows(&context, &file).await?);
            // A rollback stores no response, so a key that is stored already has to be found here.
            if !report.applied && is_used(&tx, &key).await? {
                return Err(DbErr::RecordNotInserted.into());
            }
            let response = store_response(&tx, &key, StatusCode::OK, &view(&report), None, wall)?;
            if report.applied {
                tx.commit().await?
            } else {
                tx.rollback().await?
            }
            Ok(response)
        }
    };
    run_idempotent::<Error, _, _>(db, stored_key, attempt).await
}

/// Agencies first, then calendars, because procedures refer to them; the rows are in the order of the file, with those
/// that the schema refused.
async fn rows(context: &Context, file: &ParsedFile) -> Result<Vec<ImportRow>, Error> {
    let mut rows = import_agencies(context, file).await?;
    rows.extend(import_calendars(context, file).await?);
    rows.extend(import_procedures(context, file).await?);
    rows.extend(file.schema_errors.iter().cloned());
    rows.sort_by_key(|(position, _)| *position);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

async fn import_agencies(context: &Context, file: &ParsedFile) -> Result<Vec<PositionedRow>, Error> {
    let list = &file.document.agencies;
    let entries = entries(file, EntryKind::Agency, list.iter().map(|agency| agency.code.as_str()));
    let mut rows = Vec::with_capacity(list.len());
    for index in succession_order(list) {
        let outcome = match entries[index].is_duplicate {
            true => Err(duplicate_code()),
            false => agencies::import_entry(context, &list[index]).await,
        };
        rows.push(entries[index].row(outcome)?);
    }
    Ok(rows)
}

async fn import_calendars(context: &Context, file: &ParsedFile) -> Result<Vec<PositionedRow>, Error> {
    let list = &file.document.calendars;
    let entries = entries(file, EntryKind::Calendar, list.iter().map(|calendar| calendar.code.as_str()));
    let mut rows = Vec::with_capacity(list.len());
    for (entry, calendar) in entries.iter().zip(list) {
        let outcome = match entry.is_duplicate {
            true => Err(duplicate_code()),
            false => calendars::import_entry(context, &calendar.clone().into()).await,
        };
        rows.push(entry.row(outcome)?);
    }
    Ok(rows)
}

async fn import_procedures(context: &Context, file: &ParsedFile) -> Result<Vec<PositionedRow>, Error> {
    let list = &file.document.procedures;
    let entries = entries(file, EntryKind::Procedure, list.iter().map(|procedure| procedure.code.as_str()));
    let mut rows = Vec::with_capacity(list.len());
    for (entry, content) in entries.iter().zip(list) {
        let outcome = match entry.is_duplicate {
            true => Err(duplicate_code()),
            false => procedures::import_entry(context, ProcedureId::mint(), content).await,
        };
        rows.push(entry.row(outcome)?);
    }
    Ok(rows)
}

/// An entry of the file.
struct Entry<'a> {
    position: EntryPosition,
    code: &'a str,
    /// Whether its code occurs in the list before.
    is_duplicate: bool,
}

/// The entries of one list, by their codes.
fn entries<'a>(file: &ParsedFile, kind: EntryKind, codes: impl Iterator<Item = &'a str>) -> Vec<Entry<'a>> {
    let mut seen = BTreeSet::new();
    let positions = file.positions.iter().filter(|position| position.kind == kind);
    let entry =
        |(position, code): (&EntryPosition, _)| Entry { position: *position, code, is_duplicate: !seen.insert(code) };
    positions.zip(codes).map(entry).collect()
}

fn duplicate_code() -> Error {
    Problem::fields(vec![duplicate("/code")]).into()
}

impl Entry<'_> {
    /// The row of an outcome. A broken rule or an open draft is a refused row; a lost race or a failed database ends
    /// the import.
    fn row(&self, outcome: Result<ImportOutcome, Error>) -> Result<PositionedRow, Error> {
        let (outcome, errors) = match outcome {
            Ok(outcome) => (outcome, Vec::new()),
            Err(CommandError::Refused(refusal)) => (ImportOutcome::Refused, self.errors(refusal.into())),
            Err(CommandError::Problem(problem)) if !problem.errors.is_empty() => {
                (ImportOutcome::Refused, self.errors(*problem))
            }
            Err(other) => return Err(other),
        };
        let EntryPosition { kind, .. } = self.position;
        Ok((self.position, ImportRow { kind, code: self.code.to_owned(), outcome, errors }))
    }

    /// The errors of the entry with pointers into the request; the entry itself, where no field is wrong.
    fn errors(&self, problem: Problem) -> Vec<FieldError> {
        if problem.errors.is_empty() {
            return vec![self.state_error(problem)];
        }
        problem.errors.into_iter().map(|error| self.inside(error)).collect()
    }

    fn state_error(&self, problem: Problem) -> FieldError {
        FieldError {
            pointer: self.position.pointer(),
            code: problem.code().to_owned(),
            message: problem.detail.unwrap_or_else(|| problem.slug.title()),
        }
    }

    fn inside(&self, error: FieldError) -> FieldError {
        FieldError { pointer: format!("{}{}", self.position.pointer(), error.pointer), ..error }
    }
}
