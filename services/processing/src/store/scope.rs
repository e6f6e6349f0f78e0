//! Who reads or acts on tasks, and which agencies they lead.

use motcua_kit::auth::Actor;
use motcua_office::{AccessScope, Role};
use motcua_worktime::local_date;
use sea_orm::DbErr;

use crate::app::App;

/// An account with the agencies that it leads.
#[derive(Debug, Clone)]
pub struct TaskScope {
    /// The account.
    pub actor: Actor,
    /// For a leader the own agency and those it took over, for every other account none.
    pub leads: Vec<String>,
}

/// The scope of an account today.
pub async fn scope(app: &App, actor: &Actor) -> Result<TaskScope, DbErr> {
    let leads = if actor.is(Role::DeptHead) {
        let today = local_date(app.clocks.business.now());
        AccessScope::on(app.db.read(), actor, today).await?.acting_agencies
    } else {
        Vec::new()
    };
    Ok(TaskScope { actor: actor.clone(), leads })
}
