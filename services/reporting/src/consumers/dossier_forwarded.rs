//! A dossier was received outside the territory of its agency and sent on (status 2): it can be looked up by its code,
//! and counts nowhere until the competent agency accepts it.

use motcua_contracts::intake::DossierForwarded;
use motcua_messaging::{HandlerError, Received};

use super::parse::unit;
use super::record::record;
use crate::context::Context;
use crate::domain::{Change, Registration};

pub async fn handle(context: Context, event: Received<DossierForwarded>) -> Result<(), HandlerError> {
    let forwarded = event.message;
    let registration = Registration {
        code: forwarded.code,
        code_mac: forwarded.lookup_mac.into(),
        agency: forwarded.agency.into(),
        received_by: unit(forwarded.received_by_unit),
    };
    record(&context, event.aggregate, Change::Forwarded { registration })
}
