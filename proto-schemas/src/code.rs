//! Codes of agencies and units (QĐ 20/2020/QĐ-TTg): `H35.05` is an agency, `H35.05.01` a unit of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The agency of a unit: `H35.05` of `H35.05.01`, and of an agency itself.
pub fn agency_of(unit: &str) -> &str {
    let end = unit.match_indices('.').nth(1).map_or(unit.len(), |(at, _)| at);
    &unit[..end]
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String)]
        pub struct $name(String);

        impl $name {
            /// A code of a message, a table or a validated request.
            pub fn new(code: impl Into<String>) -> Self {
                Self(code.into())
            }

            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// As text, without a copy.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(code: String) -> Self {
                Self(code)
            }
        }

        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                Self(code.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    };
}

code!(
    /// Code of an agency, for instance `H35.05`.
    AgencyCode
);
code!(
    /// Code of a unit of an agency, for instance `H35.05.01`.
    UnitCode
);

impl UnitCode {
    /// The agency it belongs to.
    pub fn agency(&self) -> AgencyCode {
        AgencyCode::new(agency_of(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agency_of_a_unit_is_the_first_two_parts_of_its_code() {
        assert_eq!(agency_of("H35.05.01"), "H35.05");
        assert_eq!(agency_of("H35.05.01.02"), "H35.05");
        assert_eq!(agency_of("H35.05"), "H35.05");
        assert_eq!(agency_of(""), "");
        assert_eq!(UnitCode::new("H35.05.01").agency(), "H35.05");
    }
}
