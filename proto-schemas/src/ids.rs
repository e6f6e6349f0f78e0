//! Typed ids: one dossier's id can never be passed where a task's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, in the order of creation (UUIDv7). Only command handlers mint ids, never the domain.
            pub fn mint() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

typed_id!(
    /// A dossier, the same in every service for life.
    DossierId
);
typed_id!(
    /// A procedure, whatever its version.
    ProcedureId
);
typed_id!(
    /// A task: the work of one opened step.
    TaskId
);
typed_id!(
    /// A result document.
    ResultId
);
typed_id!(
    /// A fee that a dossier has to pay.
    FeeId
);
typed_id!(
    /// A payment through the payment platform.
    PaymentId
);
typed_id!(
    /// An account: a person, a device or an API client.
    AccountId
);

impl TaskId {
    /// The task of a step in a round of the journey: derived, so that routing may open the same step again without a
    /// second task. A corrected dossier begins a new round.
    pub fn of_step(dossier: DossierId, round: u32, step: u32) -> Self {
        Self(Uuid::new_v5(&dossier.0, format!("round/{round}/step/{step}").as_bytes()))
    }
}

/// The aggregate of a catalogue entry known by its code: the id its events are numbered under.
pub fn aggregate_of_code(kind: &str, code: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("urn:motcua:{kind}:{code}").as_bytes())
}
