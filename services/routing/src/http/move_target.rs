//! Checks where work may move: to another unit of an active agency, within the agency or to its successors.

use motcua_contracts::{AgencyCode, Text, UnitCode};
use motcua_kit::Problem;
use motcua_kit::problem::FieldError;
use motcua_worktime::local_date;

use crate::app::App;
use crate::domain::IneligibleUnit;
use crate::store;

/// Checks the unit that gets the work. It must be active today, while the unit that has the work may be closed. Work
/// goes to another agency only along its chain of successors, because results and leaders do too.
pub async fn check_target(app: &App, from: &UnitCode, to: &UnitCode) -> Result<(), Problem> {
    let mut errors: Vec<FieldError> = ineligible(app, to).await?.into_iter().map(unit_error).collect();
    if from == to {
        errors.push(error("same", Text::fixed("Phải là đơn vị khác", "Must be another unit")));
    }
    if errors.is_empty() && !succeeds(app, &from.agency(), &to.agency()).await? {
        let message = Text::fixed(
            "Cơ quan của đơn vị không tiếp nhận công việc của cơ quan này",
            "The agency of the unit does not take over the work of the other",
        );
        errors.push(error("no-successor", message));
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
}

async fn ineligible(app: &App, unit: &UnitCode) -> Result<Option<IneligibleUnit>, Problem> {
    let today = local_date(app.clocks.business.now());
    let agency = store::find_agency(app.db.read(), &unit.agency()).await?;
    Ok(agency.map_or(Some(IneligibleUnit::Unknown), |agency| agency.check_eligible(unit, today).err()))
}

/// Whether an agency is another one itself or among its successors. A circular chain of successors ends.
async fn succeeds(app: &App, from: &AgencyCode, to: &AgencyCode) -> Result<bool, Problem> {
    let (mut chain, mut last) = (Vec::new(), from.clone());
    while last != *to && !chain.contains(&last) {
        let agency = store::find_agency(app.db.read(), &last).await?;
        let Some(successor) = agency.and_then(|agency| agency.successor) else { return Ok(false) };
        chain.push(std::mem::replace(&mut last, successor));
    }
    Ok(last == *to)
}

fn unit_error(why: IneligibleUnit) -> FieldError {
    match why {
        IneligibleUnit::Unknown => {
            error("unknown", Text::fixed("Danh mục không có đơn vị này", "The catalogue has no such unit"))
        }
        IneligibleUnit::NotActive => {
            let message = Text::fixed(
                "Cơ quan của đơn vị không hoạt động vào ngày này",
                "The agency of the unit is not active today",
            );
            error("not-valid", message)
        }
    }
}

fn error(code: &str, message: Text) -> FieldError {
    FieldError { pointer: "/toUnit".into(), code: code.into(), message }
}
