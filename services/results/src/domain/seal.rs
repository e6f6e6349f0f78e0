//! The seal: a digest of the facts a document states, so that a later change of any of them is noticed.

use chrono::{DateTime, SecondsFormat, Utc};
use motcua_contracts::ids::{DossierId, ResultId};
use sha2::{Digest, Sha256};

use super::decision::Decision;

/// SHA-256 in hexadecimal over the facts, a line each. It proves integrity, not origin: the adapter of a signing
/// service will sign this digest.
pub fn seal(id: ResultId, dossier: DossierId, decision: &Decision, number: &str, at: DateTime<Utc>) -> String {
    let facts = [
        "motcua result 1".to_owned(),
        id.to_string(),
        dossier.to_string(),
        decision.code.clone(),
        decision.agency.to_string(),
        decision.procedure.to_string(),
        if decision.granted { "granted" } else { "refused" }.to_owned(),
        number.to_owned(),
        at.to_rfc3339_opts(SecondsFormat::Micros, true),
    ];
    hex::encode(Sha256::digest(facts.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::result_id;
    use motcua_contracts::AgencyCode;
    use motcua_contracts::ids::ProcedureId;
    use uuid::Uuid;

    #[test]
    fn the_seal_changes_with_every_fact() {
        let at = DateTime::from_timestamp(1_640_000_000, 0).unwrap();
        let decision = Decision {
            code: "H35.05-211220-0001".into(),
            agency: AgencyCode::new("H35.05"),
            procedure: ProcedureId(Uuid::from_u128(7)),
            granted: true,
            at,
        };
        let (dossier, other) = (DossierId(Uuid::from_u128(1)), DossierId(Uuid::from_u128(2)));
        let id = result_id(dossier, 0);
        let first = seal(id, dossier, &decision, "1/2021/H35.05", at);
        assert_eq!(first.len(), 64);
        assert_eq!(first, seal(id, dossier, &decision, "1/2021/H35.05", at));
        let refused = Decision { granted: false, ..decision.clone() };
        let others = [
            seal(result_id(dossier, 1), dossier, &decision, "1/2021/H35.05", at),
            seal(id, other, &decision, "1/2021/H35.05", at),
            seal(id, dossier, &refused, "1/2021/H35.05", at),
            seal(id, dossier, &decision, "2/2021/H35.05", at),
            seal(id, dossier, &decision, "1/2021/H35.05", at + chrono::TimeDelta::microseconds(1)),
        ];
        assert!(!others.contains(&first));
    }
}
