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
use crate::domain::{EntryKind, ImportReport, ImportRow, Outcome, Spot, fault, succession_order};
use crate::http::document::CatalogueDocument;
use crate::http::sent_file::Sorted;

/// Takes a file in. A trial, and a file with an entry that is refused, do the same and take it all back.
pub async fn import(app: &App, actor: Actor, once: Once, file: Sorted, dry_run: bool) -> Result<Reply, Problem> {
    let (db, app, at, file) = (app.db.clone(), app.clone(), app.clocks.business.now(), Arc::new(file));
    let work = move |once: Once| {
        let (app, actor, file) = (app.clone(), actor.clone(), file.clone());
        async move {
            let tx = app.db.begin().await?;
            let rows = Importer { app: &app, tx: &tx, actor: &actor, spots: &file.spots, at }.rows(&file).await?;
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
    spots: &'a [Spot],
    at: DateTime<Utc>,
}

impl Importer<'_> {
    /// Agencies first and calendars next, because procedures speak of them; told in the order of the file, between
    /// them the rows that are refused for their shape.
    async fn rows(&self, file: &Sorted) -> Result<Vec<ImportRow>, Error> {
        let mut rows = self.agencies(&file.document).await?;
        rows.extend(self.calendars(&file.document).await?);
        rows.extend(self.procedures(&file.document).await?);
        rows.extend(file.misshapen.iter().cloned());
        rows.sort_by_key(|(spot, _)| *spot);
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    async fn agencies(&self, document: &CatalogueDocument) -> Result<Vec<(Spot, ImportRow)>, Error> {
        let codes: Vec<&str> = document.agencies.iter().map(|agency| agency.code.as_str()).collect();
        let (again, places) = (repeats(&codes), self.places(EntryKind::Agency, &codes));
        let mut rows = Vec::with_capacity(codes.len());
        for index in succession_order(&document.agencies) {
            let agency = &document.agencies[index];
            let outcome = match again.contains(&index) {
                true => Err(repeated()),
                false => agencies::replace(self.app, self.tx, self.actor, agency, self.at).await,
            };
            rows.push(places[index].row(outcome)?);
        }
        Ok(rows)
    }

    async fn calendars(&self, document: &CatalogueDocument) -> Result<Vec<(Spot, ImportRow)>, Error> {
        let codes: Vec<&str> = document.calendars.iter().map(|calendar| calendar.code.as_str()).collect();
        let (again, places) = (repeats(&codes), self.places(EntryKind::Calendar, &codes));
        let mut rows = Vec::with_capacity(codes.len());
        for (index, calendar) in document.calendars.iter().enumerate() {
            let calendar = calendar.clone().into();
            let outcome = match again.contains(&index) {
                true => Err(repeated()),
                false => calendars::take_in(self.app, self.tx, self.actor, &calendar, self.at).await,
            };
            rows.push(places[index].row(outcome)?);
        }
        Ok(rows)
    }

    async fn procedures(&self, document: &CatalogueDocument) -> Result<Vec<(Spot, ImportRow)>, Error> {
        let codes: Vec<&str> = document.procedures.iter().map(|procedure| procedure.code.as_str()).collect();
        let (again, places) = (repeats(&codes), self.places(EntryKind::Procedure, &codes));
        let mut rows = Vec::with_capacity(codes.len());
        for (index, content) in document.procedures.iter().enumerate() {
            let fresh = ProcedureId::mint();
            let outcome = match again.contains(&index) {
                true => Err(repeated()),
                false => procedures::take_in(self.app, self.tx, self.actor, fresh, content, self.at).await,
            };
            rows.push(places[index].row(outcome)?);
        }
        Ok(rows)
    }

    /// The entries of one list with their codes.
    fn places<'b>(&self, kind: EntryKind, codes: &[&'b str]) -> Vec<Place<'b>> {
        let spots = self.spots.iter().filter(|spot| spot.kind == kind);
        spots.zip(codes).map(|(spot, code)| Place { spot: *spot, code }).collect()
    }
}

/// Positions of codes that stand in the list before.
fn repeats(codes: &[&str]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    codes.iter().enumerate().filter(|(_, code)| !seen.insert(**code)).map(|(index, _)| index).collect()
}

fn repeated() -> Error {
    Problem::fields(vec![fault("/code".into(), "duplicate", "Bị trùng / Given twice")]).into()
}

/// An entry and where it stands in the file.
struct Place<'a> {
    spot: Spot,
    code: &'a str,
}

impl Place<'_> {
    /// The row of an outcome. A broken rule or an open draft is one; a lost race or a failed store ends the import.
    fn row(&self, outcome: Result<Outcome, Error>) -> Result<(Spot, ImportRow), Error> {
        let (outcome, errors) = match outcome {
            Ok(outcome) => (outcome, Vec::new()),
            Err(Fault::Refused(refusal)) => (Outcome::Refused, vec![self.state(Problem::from(refusal))]),
            Err(Fault::Problem(problem)) if !problem.errors.is_empty() => {
                (Outcome::Refused, problem.errors.into_iter().map(|error| self.within(error)).collect())
            }
            Err(other) => return Err(other),
        };
        Ok((self.spot, ImportRow { kind: self.spot.kind, code: self.code.to_owned(), outcome, errors }))
    }

    fn state(&self, problem: Problem) -> FieldError {
        FieldError {
            pointer: self.spot.pointer(),
            code: problem.code,
            message: problem.detail.unwrap_or(problem.title),
        }
    }

    fn within(&self, error: FieldError) -> FieldError {
        FieldError { pointer: format!("{}{}", self.spot.pointer(), error.pointer), ..error }
    }
}
