//! The agencies whose figures a caller may read.

use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_kit::auth::Actor;
use motcua_office::Role;

use crate::app::App;
use crate::store::{self, Successions};

/// The agencies of a report: for the director and the auditor the requested one or all (`None`), for a head of
/// department their own agency and those it took over, or the requested one of these.
///
/// # Errors
/// `forbidden` for another agency or role, `validation` for an agency that does not exist.
pub async fn require_agencies(
    app: &App,
    reader: &Actor,
    requested: Option<&str>,
    successions: &Successions,
) -> Result<Option<Vec<String>>, Problem> {
    reader.require(&[Role::CentreDirector, Role::Auditor, Role::DeptHead])?;
    if !reader.is(Role::CentreDirector) && !reader.is(Role::Auditor) {
        let own = successions.acting_agencies(reader.agency()?);
        return match requested {
            None => Ok(Some(own)),
            Some(one) if own.iter().any(|code| code == one) => Ok(Some(vec![one.to_owned()])),
            Some(_) => Err(Problem::forbidden()),
        };
    }
    let Some(code) = requested else { return Ok(None) };
    if store::agency_exists(app.resources.db.read(), code).await? {
        return Ok(Some(vec![code.to_owned()]));
    }
    Err(Problem::field("/query/agency", "unknown", Text::fixed("Không có cơ quan này", "No such agency")))
}
