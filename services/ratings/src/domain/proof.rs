//! Who may rate a dossier: whoever stands at the window, the applicant, or who knows code and secret.

use motcua_contracts::ids::AccountId;
use subtle::ConstantTimeEq;

/// What ties a dossier to its applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The applicant's account, when there is one.
    pub account: Option<AccountId>,
    /// HMAC of code and lookup secret.
    pub lookup_mac: Vec<u8>,
}

/// What somebody who wants to rate puts forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The person at the window, before whom the result was just laid.
    Window,
    /// A citizen.
    Citizen {
        /// The account.
        account: AccountId,
        /// HMAC of the code and the secret that were told.
        lookup_mac: Option<Vec<u8>>,
    },
}

impl Claim {
    /// Whether only the secret can make it hold for a dossier of this applicant.
    pub fn is_guess(&self, applicant: Option<AccountId>) -> bool {
        matches!(self, Self::Citizen { account, lookup_mac: Some(_) } if applicant != Some(*account))
    }
}

impl Proof {
    /// Whether the claim holds. The comparison takes the same time wherever the first difference is.
    pub fn admits(&self, claim: &Claim) -> bool {
        match claim {
            Claim::Window => true,
            Claim::Citizen { account, .. } if self.account == Some(*account) => true,
            Claim::Citizen { lookup_mac: Some(told), .. } => {
                !self.lookup_mac.is_empty() && bool::from(self.lookup_mac.ct_eq(told))
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
        assert!(proof.admits(&citizen(1, None)));
        assert!(proof.admits(&citizen(1, Some(b"wrong"))));
        assert!(!proof.admits(&citizen(2, None)));
    }

    #[test]
    fn another_citizen_proves_code_and_secret() {
        let proof = Proof { account: None, lookup_mac: b"mac".to_vec() };
        assert!(proof.admits(&citizen(2, Some(b"mac"))));
        assert!(!proof.admits(&citizen(2, Some(b"mad"))));
        assert!(!proof.admits(&citizen(2, Some(b""))));
    }

    #[test]
    fn only_a_stranger_with_a_secret_guesses() {
        assert!(citizen(2, Some(b"mac")).is_guess(Some(account(1))));
        assert!(citizen(2, Some(b"mac")).is_guess(None));
        assert!(!citizen(1, Some(b"mac")).is_guess(Some(account(1))));
        assert!(!citizen(2, None).is_guess(None) && !Claim::Window.is_guess(None));
    }

    #[test]
    fn a_missing_mac_admits_nobody() {
        let proof = Proof { account: None, lookup_mac: Vec::new() };
        assert!(!proof.admits(&citizen(2, Some(b""))));
        assert!(!proof.admits(&citizen(2, None)));
    }
}
