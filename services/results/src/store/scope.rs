//! Which agencies an account acts for.

use motcua_kit::auth::Actor;
use motcua_office::AccessScope;
use motcua_worktime::local_date;
use sea_orm::DbErr;

use crate::app::App;

/// The scope of an account today.
pub async fn scope(app: &App, actor: &Actor) -> Result<AccessScope, DbErr> {
    AccessScope::on(app.db.read(), actor, local_date(app.clocks.business.now())).await
}
