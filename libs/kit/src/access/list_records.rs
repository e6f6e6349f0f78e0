//! The operation by which auditors read the record of access of a service.

use std::collections::HashMap;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::openapi::OpenApi;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::AccessControl;
use super::record::{self, Filter, Outcome, Recorded};
use crate::http::{Json, Query};
use crate::page::{self, Page};
use crate::problem::Problem;

const PATH: &str = "/v1/access-records";

/// The operation of one service: every service has its own records, so path and id name it.
pub(crate) struct Listing {
    /// The service.
    pub(crate) service: &'static str,
}

impl Listing {
    fn path(&self) -> String {
        format!("{PATH}/{}", self.service)
    }

    /// `listIntakeAccessRecords`
    fn operation_id(&self) -> String {
        let mut letters = self.service.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        format!("list{}{}AccessRecords", first.unwrap_or_default(), letters.as_str())
    }
}

/// Adds the operation to the routes and the description of a service.
pub(crate) fn add(router: Router, openapi: &mut OpenApi, listing: &Listing, access: AccessControl) -> Router {
    let (_, described) = OpenApiRouter::<AccessControl>::new().routes(routes!(list_access_records)).split_for_parts();
    for (_, mut item) in described.paths.paths {
        if let Some(operation) = &mut item.get {
            operation.operation_id = Some(listing.operation_id());
        }
        openapi.paths.paths.insert(listing.path(), item);
    }
    let schemas = described.components.unwrap_or_default().schemas;
    openapi.components.get_or_insert_default().schemas.extend(schemas);
    router.merge(Router::new().route(&listing.path(), get(list_access_records)).with_state(access))
}

/// Filters and page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListAccessRecordsQuery {
    /// Only requests of this account.
    account: Option<Uuid>,
    /// Only requests that showed this record, for instance a dossier, or were refused it.
    object: Option<Uuid>,
    /// Only this operation, by its `operationId`.
    #[param(example = "getDossier", max_length = 64)]
    operation: Option<String>,
    /// Only requests with this outcome.
    #[param(inline)]
    outcome: Option<Outcome>,
    /// From this time on, UTC.
    from: Option<DateTime<Utc>>,
    /// Before this time, UTC.
    to: Option<DateTime<Utc>>,
    /// Cursor of the page: `next` of the page before.
    cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    limit: Option<u64>,
}

/// One request that showed personal data or was refused.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccessRecord)]
struct AccessRecordView {
    /// Its id.
    id: Uuid,
    /// When, UTC.
    at: DateTime<Utc>,
    /// The account, where it is known.
    account: Option<Uuid>,
    /// Code of the unit that the account acts for.
    unit: Option<String>,
    /// Address of the client.
    source: Option<String>,
    /// `operationId`.
    operation: String,
    /// `shown`, `refused` or `signed-in`.
    outcome: String,
    /// Code of the problem with which it was refused.
    problem: Option<String>,
    /// Why the account wanted it, where it had to say.
    purpose: Option<String>,
    /// The records that were shown, or the one that was refused.
    objects: Vec<Uuid>,
    /// Finds the request in the traces.
    trace_id: Option<String>,
}

/// List who saw personal data at this service and who was refused, the newest first.
#[utoipa::path(get, path = "/v1/access-records", operation_id = "listAccessRecords", tag = "access",
    params(ListAccessRecordsQuery), responses((status = 200, description = "A page of records", body = Page<AccessRecordView>)))]
async fn list_access_records(
    State(access): State<AccessControl>,
    Query(query): Query<ListAccessRecordsQuery>,
) -> Result<Json<Page<AccessRecordView>>, Problem> {
    let ListAccessRecordsQuery { account, object, operation, outcome, from, to, cursor, limit } = query;
    let (limit, before) = (page::limit(limit)?, page::decode(cursor.as_deref())?);
    let filter = Filter { account, object, operation, outcome, from, to, before };
    let records = Page::of(record::list(&access.db, filter, limit).await?, limit, |record| record.id);
    let ids = records.items.iter().map(|record| record.id).collect();
    let mut objects: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (record, object) in record::objects_of(&access.db, ids).await? {
        objects.entry(record).or_default().push(object);
    }
    Ok(Json(records.map(|record| view(objects.remove(&record.id).unwrap_or_default(), record))))
}

fn view(objects: Vec<Uuid>, record: Recorded) -> AccessRecordView {
    let Recorded { id, at, account, unit, source, operation, outcome, problem, purpose, trace_id } = record;
    AccessRecordView { id, at, account, unit, source, operation, outcome, problem, purpose, objects, trace_id }
}

#[cfg(test)]
mod tests {
    use super::Listing;

    #[test]
    fn path_and_id_name_the_service() {
        let listing = Listing { service: "intake" };
        assert_eq!(
            (listing.path().as_str(), listing.operation_id().as_str()),
            ("/v1/access-records/intake", "listIntakeAccessRecords")
        );
    }
}
