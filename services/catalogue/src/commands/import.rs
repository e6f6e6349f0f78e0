//! Taking a file in: every entry by the command an editor would give, in one transaction for all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use motcua_contracts::ids::ProcedureId;
use motcua_kit::auth::Actor;
use motcua_kit::http::Reply;
use motcua_kit::idempotency::{self, Once};
use motcua_kit::problem::FieldError;
use motcua_kit::{Problem, Tx};
use motcua_messaging::Fault;

use super::{Error, agencies, calendars, procedures};
use crate::App;
use crate::domain::{EntryKind, ImportReport, ImportRow, Outcome, fault, succession_order};
use crate::http::document::CatalogueDocument;

/// Takes a file in. A trial, and a file with an entry that is refused, do the same and take it all back.
pub async fn import(
    app: &App,
    actor: Actor,
    once: Once,
    document: CatalogueDocument,
    dry_run: bool,
) -> Result<Reply, Problem> {
    let (db, app, at, document) = (app.db.clone(), app.clone(), app.clocks.business.now(), Arc::new(document));
    let work = move |once: Once| {
        let (app, actor, document) = (app.clone(), actor.clone(), document.clone());
        async move {
            let tx = app.db.begin().await?;
            let rows = Importer { app: &app, tx: &tx, actor: &actor, at }.rows(&document).await?;
            let report = ImportReport::of(dry_run, rows);
            // Also before taking back: a key that is taken already gets the answer kept for it.
            let answer = idempotency::keep(&tx, &once, StatusCode::OK, &report, app.clocks.wall.now()).await?;
            if report.applied {
                app.relay.publish(tx.commit().await?);
            } else {
                tx.rollback().await?;
            }
            Ok(answer)
        }
    };
    idempotency::once::<Error, _, _>(db, once, work).await
}

/// What the entries of one file have in common.
struct Importer<'a> {
    app: &'a App,
    tx: &'a Tx,
    actor: &'a Actor,
    at: DateTime<Utc>,
}

impl Importer<'_> {
    /// Agencies first and calendars next, because procedures speak of them.
    async fn rows(&self, document: &CatalogueDocument) -> Result<Vec<ImportRow>, Error> {
        let mut rows = self.agencies(document).await?;
        let codes: Vec<&str> = document.calendars.iter().map(|calendar| calendar.code.as_str()).collect();
        let again = repeats(&codes);
        for (index, calendar) in document.calendars.iter().enumerate() {
            let place = Place { kind: EntryKind::Calendar, code: &calendar.code, index };
            let calendar = calendar.clone().into();
            let outcome = match again.contains(&index) {
                true => Err(place.repeated()),
                false => calendars::take_in(self.app, self.tx, self.actor, &calendar, self.at).await,
            };
            rows.push(place.row(outcome)?);
        }
        let codes: Vec<&str> = document.procedures.iter().map(|procedure| procedure.code.as_str()).collect();
        let again = repeats(&codes);
        for (index, content) in document.procedures.iter().enumerate() {
            let place = Place { kind: EntryKind::Procedure, code: &content.code, index };
            let fresh = ProcedureId::mint();
            let outcome = match again.contains(&index) {
                true => Err(place.repeated()),
                false => procedures::take_in(self.app, self.tx, self.actor, fresh, content, self.at).await,
            };
            rows.push(place.row(outcome)?);
        }
        Ok(rows)
    }

    async fn agencies(&self, document: &CatalogueDocument) -> Result<Vec<ImportRow>, Error> {
        let codes: Vec<&str> = document.agencies.iter().map(|agency| agency.code.as_str()).collect();
        let again = repeats(&codes);
        let mut rows = Vec::with_capacity(codes.len());
        for index in succession_order(&document.agencies) {
            let agency = &document.agencies[index];
            let place = Place { kind: EntryKind::Agency, code: &agency.code, index };
            let outcome = match again.contains(&index) {
                true => Err(place.repeated()),
                false => agencies::replace(self.app, self.tx, self.actor, agency, self.at).await,
            };
            rows.push((index, place.row(outcome)?));
        }
        rows.sort_by_key(|(index, _)| *index);
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}

/// Positions of codes that stand in the list before.
fn repeats(codes: &[&str]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    codes.iter().enumerate().filter(|(_, code)| !seen.insert(**code)).map(|(index, _)| index).collect()
}

/// Where an entry stands in the request.
struct Place<'a> {
    kind: EntryKind,
    code: &'a str,
    index: usize,
}

impl Place<'_> {
    fn pointer(&self) -> String {
        let list = match self.kind {
            EntryKind::Agency => "agencies",
            EntryKind::Calendar => "calendars",
            EntryKind::Procedure => "procedures",
        };
        format!("/document/{list}/{}", self.index)
    }

    fn repeated(&self) -> Error {
        Problem::fields(vec![fault("/code".into(), "duplicate", "Bị trùng / Given twice")]).into()
    }

    /// The row of an outcome. A broken rule or an open draft is one; a lost race or a failed store ends the import.
    fn row(&self, outcome: Result<Outcome, Error>) -> Result<ImportRow, Error> {
        let (outcome, errors) = match outcome {
            Ok(outcome) => (outcome, Vec::new()),
            Err(Fault::Refused(refusal)) => (Outcome::Refused, vec![self.state(Problem::from(refusal))]),
            Err(Fault::Problem(problem)) if !problem.errors.is_empty() => {
                (Outcome::Refused, problem.errors.into_iter().map(|error| self.within(error)).collect())
            }
            Err(other) => return Err(other),
        };
        Ok(ImportRow { kind: self.kind, code: self.code.to_owned(), outcome, errors })
    }

    fn state(&self, problem: Problem) -> FieldError {
        FieldError { pointer: self.pointer(), code: problem.code, message: problem.detail.unwrap_or(problem.title) }
    }

    fn within(&self, error: FieldError) -> FieldError {
        FieldError { pointer: format!("{}{}", self.pointer(), error.pointer), ..error }
    }
}
