//! The roles that maintain the catalogue, and the context in which procedures are linted for them.

use motcua_office::Role;
use sea_orm::DbErr;

use crate::app::App;
use crate::domain::LintContext;
use crate::store;

/// The roles that maintain or audit the catalogue; they also see drafts.
pub const EDITORS: &[Role] = &[Role::CatalogueEditor, Role::CatalogueApprover, Role::Auditor];

/// The lint context: all agencies, and the codes of the published calendars.
pub async fn lint_context(app: &App) -> Result<LintContext, DbErr> {
    let agencies = store::list_all_agencies(app.db.read()).await?;
    let calendars = store::list_published_calendars(app.db.read()).await?;
    Ok(LintContext::new(agencies, calendars.into_iter().map(|calendar| calendar.code)))
}
