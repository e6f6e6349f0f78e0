//! The journey that a caller may see.

use motcua_contracts::ids::DossierId;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_office::AccessScope;
use motcua_worktime::local_date;

use crate::app::App;
use crate::domain::Journey;
use crate::store;

/// The journey of a dossier; `not-found` for one that the caller may not see, like for one that does not exist.
pub async fn find_visible(app: &App, actor: &Actor, id: DossierId) -> Result<Journey, Problem> {
    let reader = AccessScope::on(app.db.read(), actor, local_date(app.clocks.business.now())).await?;
    store::find(app.db.read(), &reader, id).await?.ok_or_else(Problem::not_found)
}
