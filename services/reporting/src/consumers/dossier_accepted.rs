//! A dossier was accepted (status 2): it counts from now on, under the agency of this event.

use motcua_contracts::intake::DossierAccepted;
use motcua_messaging::{HandlerError, Received};

use super::parse::{due_date, named, parse, unit};
use super::record::record;
use crate::context::Context;
use crate::domain::{Applied, Change, Registration};

pub async fn handle(context: Context, event: Received<DossierAccepted>) -> Result<(), HandlerError> {
    let accepted = event.message;
    let applied = Applied {
        procedure: parse(&accepted.procedure_id, "procedure id")?,
        version: accepted.procedure_version,
        case_code: accepted.case_code,
        channel: named(&accepted.channel)?,
    };
    let registration = Registration {
        code: accepted.code,
        code_mac: accepted.lookup_mac.into(),
        agency: accepted.agency.into(),
        received_by: unit(accepted.received_by_unit),
    };
    let due_at = due_date(accepted.due_at)?;
    record(&context, event.aggregate, Change::Accepted { registration, applied, due_at })
}
