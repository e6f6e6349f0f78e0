//! Who may rate a dossier: the person at the kiosk, the applicant, or a citizen who proves code and lookup secret.

use motcua_contracts::ids::AccountId;
use subtle::ConstantTimeEq;

/// What a claim to rate a dossier is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The applicant's account, when there is one.
    pub account: Option<AccountId>,
    /// HMAC of code and lookup secret.
    pub lookup_mac: Vec<u8>,
}

/// The claim of a caller to rate a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The person at the kiosk, to whom the result was just handed over.
    Kiosk,
    /// A citizen who is signed in.
    Citizen {
        /// The account of the citizen.
        account: AccountId,
        /// HMAC of the code and the secret that the caller gave.
        lookup_mac: Option<Vec<u8>>,
    },
}

impl Claim {
    /// Whether it counts as an attempt to guess the secret: the caller sends one and is not this applicant.
    pub fn is_guess(&self, applicant: Option<AccountId>) -> bool {
        matches!(self, Self::Citizen { account, lookup_mac: Some(_) } if applicant != Some(*account))
    }
}

impl Proof {
    /// Whether the claim is proved; compared in constant time.
    pub fn verifies(&self, claim: &Claim) -> bool {
        match claim {
            Claim::Kiosk => true,
            Claim::Citizen { account, .. } if self.account == Some(*account) => true,
            Claim::Citizen { lookup_mac: Some(given), .. } => {
                !self.lookup_mac.is_empty() && bool::from(self.lookup_mac.ct_eq(given))
            }
            Claim::Citizen { lookup_mac: None, .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    fn citizen(number: u128, mac: Option<&[u8]>) -> Claim {
        Claim::Citizen { account: account(number), lookup_mac: mac.map(<[u8]>::to_vec) }
    }

    #[test]
    fn the_applicant_needs_no_secret() {
        let proof = Proof { account: Some(account(1)), lookup_mac: b"mac".to_vec() };
        assert!(proof.verifies(&citizen(1, None)));
        assert!(proof.verifies(&citizen(1, Some(b"wrong"))));
        assert!(!proof.verifies(&citizen(2, None)));
    }

    #[test]
    fn another_citizen_proves_code_and_secret() {
        let proof = Proof { account: None, lookup_mac: b"mac".to_vec() };
        assert!(proof.verifies(&citizen(2, Some(b"mac"))));
        assert!(!proof.verifies(&citizen(2, Some(b"mad"))));
        assert!(!proof.verifies(&citizen(2, Some(b""))));
    }

    #[test]
    fn only_a_secret_from_another_account_counts_as_a_guess() {
        assert!(citizen(2, Some(b"mac")).is_guess(Some(account(1))));
        assert!(citizen(2, Some(b"mac")).is_guess(None));
        assert!(!citizen(1, Some(b"mac")).is_guess(Some(account(1))));
        assert!(!citizen(2, None).is_guess(None) && !Claim::Kiosk.is_guess(None));
    }

    #[test]
    fn a_missing_mac_verifies_no_claim() {
        let proof = Proof { account: None, lookup_mac: Vec::new() };
        assert!(!proof.verifies(&citizen(2, Some(b""))));
        assert!(!proof.verifies(&citizen(2, None)));
    }
}
