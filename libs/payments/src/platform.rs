//! The payment platform as intake meets it: an address to send the applicant to, and notices to believe or not.

use motcua_kit::config::Secret;

use crate::notice::{Notice, NoticeError, SignedNotice};
use crate::order::{Order, OrderError};
use crate::signature::{FIELD, Fields, Purpose, proves, query, sign};

/// A payment platform. Neither operation waits for anybody: both may be called beside a transaction.
pub trait PaymentPlatform: Send + Sync {
    /// The address of the page where this order is paid.
    fn pay_url(&self, order: &Order) -> String;

    /// What a notice says, if the platform sent it.
    ///
    /// # Errors
    /// When it is not signed by the platform, or cannot be read.
    fn verify(&self, notice: &SignedNotice) -> Result<Notice, NoticeError>;
}

/// Settings that no platform can be reached with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// The key is too short to prove anything.
    #[error("the key shared with the payment platform has fewer than {} characters", SignedRedirect::SHORTEST_KEY)]
    ShortKey,
    /// No address of a page.
    #[error("the address of the payment page does not begin with http:// or https://, or has a query")]
    Page,
    /// No address to come back to.
    #[error("the address to come back to does not begin with http:// or https://")]
    Return,
}

/// Both ends of a platform that is reached by a signed address: intake signs orders and believes notices, the
/// simulator believes orders and signs notices.
#[derive(Clone)]
pub struct SignedRedirect {
    page: String,
    key: Secret,
}

impl SignedRedirect {
    /// The shortest key that is taken, in characters.
    pub const SHORTEST_KEY: usize = 32;

    /// The platform with its page at this address and this shared key.
    ///
    /// # Errors
    /// When the key is too short or the address is none.
    pub fn new(page: &str, key: Secret) -> Result<Self, SetupError> {
        if key.reveal().chars().count() < Self::SHORTEST_KEY {
            return Err(SetupError::ShortKey);
        }
        if !is_web_address(page) || page.contains(['?', '#']) {
            return Err(SetupError::Page);
        }
        Ok(Self { page: page.to_owned(), key })
    }

    /// Reads an order at the platform's end.
    ///
    /// # Errors
    /// When it is not signed with the key or cannot be read.
    pub fn order(&self, fields: &Fields) -> Result<Order, OrderError> {
        let signature = fields.get(FIELD).map(String::as_str).unwrap_or_default();
        if !proves(&self.key, Purpose::Order, fields, signature) {
            return Err(OrderError::Forged);
        }
        Order::of(fields)
    }

    /// Signs a notice at the platform's end.
    pub fn sign(&self, notice: &Notice) -> SignedNotice {
        let unsigned = SignedNotice::unsigned(notice);
        let signature = sign(&self.key, Purpose::Notice, &unsigned.fields());
        SignedNotice { signature, ..unsigned }
    }
}

impl PaymentPlatform for SignedRedirect {
    fn pay_url(&self, order: &Order) -> String {
        let fields = order.fields();
        format!("{}?{}&{FIELD}={}", self.page, query(&fields), sign(&self.key, Purpose::Order, &fields))
    }

    fn verify(&self, notice: &SignedNotice) -> Result<Notice, NoticeError> {
        if !proves(&self.key, Purpose::Notice, &notice.fields(), &notice.signature) {
            return Err(NoticeError::Forged);
        }
        notice.notice()
    }
}

/// Whether a browser can be sent there.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !url.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::fields;
    use chrono::DateTime;
    use motcua_contracts::ids::PaymentId;

    fn platform() -> SignedRedirect {
        SignedRedirect::new("http://pay.test/pay", Secret::new("k".repeat(32))).unwrap()
    }

    fn order() -> Order {
        Order {
            reference: PaymentId::mint(),
            dossier: "H35.05-221205-0001".into(),
            amount_vnd: 150_000,
            description: "Lệ phí & phí hồ sơ".into(),
            return_url: "http://motcua.test/toi?a=b".into(),
            expires_at: DateTime::from_timestamp(1_640_000_000, 0).unwrap(),
        }
    }

    fn notice() -> Notice {
        Notice {
            reference: PaymentId::mint().to_string(),
            transaction: "GD-1".into(),
            amount_vnd: 150_000,
            paid_at: DateTime::from_timestamp(1_640_000_000, 0).unwrap(),
            succeeded: true,
        }
    }

    #[test]
    fn the_page_reads_the_order_that_was_handed_over() {
        let url = platform().pay_url(&order());
        let (page, query) = url.split_once('?').unwrap();
        assert_eq!(page, "http://pay.test/pay");
        let read = platform().order(&fields(query)).unwrap();
        assert_eq!(Order { reference: read.reference, ..order() }, read);
    }

    #[test]
    fn an_order_for_less_money_is_refused_by_the_page() {
        let url = platform().pay_url(&order()).replace("amountVnd=150000", "amountVnd=1");
        let query = url.split_once('?').unwrap().1;
        assert_eq!(platform().order(&fields(query)), Err(OrderError::Forged));
    }

    #[test]
    fn a_signed_notice_is_believed_and_a_changed_one_is_not() {
        let signed = platform().sign(&notice());
        assert_eq!(platform().verify(&signed).map(|notice| notice.amount_vnd), Ok(150_000));
        let changes: [fn(&mut SignedNotice); 6] = [
            |notice| notice.reference.push('0'),
            |notice| notice.transaction.push('0'),
            |notice| notice.amount_vnd += 1,
            |notice| notice.paid_at = "2022-03-14T00:00:00Z".into(),
            |notice| notice.succeeded = false,
            |notice| notice.signature.clear(),
        ];
        for change in changes {
            let mut forged = signed.clone();
            change(&mut forged);
            assert_eq!(platform().verify(&forged), Err(NoticeError::Forged), "{forged:?}");
        }
    }

    #[test]
    fn a_short_key_or_no_address_sets_nothing_up() {
        let key = || Secret::new("k".repeat(32));
        let error = |page: &str, key| SignedRedirect::new(page, key).err();
        assert_eq!(error("http://pay.test/pay", Secret::new("short")), Some(SetupError::ShortKey));
        for page in ["", "pay.test/pay", "http://", "ftp://pay.test", "http://pay.test/pay?a=b", "http:// pay.test"] {
            assert_eq!(error(page, key()), Some(SetupError::Page), "{page}");
        }
    }
}
