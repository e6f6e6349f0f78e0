//! Lists dossiers.

use axum::extract::State;
use chrono::NaiveDate;
use motcua_contracts::{Status, Text};
use motcua_kit::Problem;
use motcua_kit::access::Shown;
use motcua_kit::auth::Actor;
use motcua_kit::http::{Json, Query};
use motcua_kit::page::{self, Page};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{self, DossierView};
use crate::app::App;
use crate::store::{self, Days, Filter};

/// Filters and page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDossiersQuery {
    /// National status, 1 to 10.
    #[param(value_type = Option<i32>)]
    status: Option<Status>,
    /// First day, local, of the receipts to list: what was received then, here or at another counter that sent it on.
    /// With a day the list is in the order of the receipts.
    accepted_from: Option<NaiveDate>,
    /// Last day, local, of the receipts to list.
    accepted_to: Option<NaiveDate>,
    /// Code of the competent agency: of what the caller may see only the dossiers that have reached it or are on their
    /// way to it.
    #[param(example = "H35.05", max_length = 32)]
    agency: Option<String>,
    /// Cursor of the page: `next` of the page before.
    cursor: Option<String>,
    /// Page size, 1 to 200; default 50.
    limit: Option<u64>,
}

/// List the dossiers the caller may see, oldest first; of some days, as a register does (Mẫu 07).
#[utoipa::path(get, path = "/v1/dossiers", operation_id = "listDossiers", tag = "dossiers", params(ListDossiersQuery),
    responses((status = 200, description = "A page of dossiers", body = Page<DossierView>)))]
pub async fn list_dossiers(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ListDossiersQuery>,
) -> Result<Shown<Json<Page<DossierView>>>, Problem> {
    let limit = page::limit(query.limit)?;
    let filter = query.filter()?;
    let rows = store::list(app.resources.db.read(), &app.access_scope(&actor).await?, &filter, limit).await?;
    let page = Page::of(rows, limit, |dossier| filter.place_of(dossier)).map(|dossier| view::dossier(&dossier));
    let shown: Vec<_> = page.items.iter().map(|dossier| dossier.id.0).collect();
    Ok(Shown::new(shown, Json(page)))
}

impl ListDossiersQuery {
    fn filter(self) -> Result<Filter, Problem> {
        let after = page::decode(self.cursor.as_deref())?;
        let days = Days { from: self.accepted_from, to: self.accepted_to };
        if days.from.zip(days.to).is_some_and(|(from, to)| to < from) {
            let text = Text::fixed("Không được trước ngày đầu", "Not before the first day");
            return Err(Problem::field("/query/acceptedTo", "order", text));
        }
        let filter = Filter { status: self.status, agency: self.agency, days, after };
        if filter.has_own_cursor() {
            return Ok(filter);
        }
        let text = Text::fixed("Con trỏ không hợp lệ", "Not a cursor of this list");
        Err(Problem::field("/query/cursor", "cursor", text))
    }
}
