//! A payment platform reached by a signed URL: signs and verifies orders and notifications with one shared key.

use motcua_kit::config::Secret;

use crate::notification::{NotificationError, PaymentNotification, SignedPaymentNotification};
use crate::order::{Order, OrderError};
use crate::platform::{MIN_KEY_CHARS, PaymentPlatform, SetupError, is_http_url};
use crate::signature::{Fields, Purpose, SIGNATURE_FIELD, sign, to_query, verify};

/// Both ends of the protocol: intake signs orders and verifies notifications, the simulated platform verifies orders
/// and signs notifications.
#[derive(Clone)]
pub struct SignedRedirect {
    page_url: String,
    key: Secret,
}

impl SignedRedirect {
    /// The platform with its payment page at this URL and this shared key.
    ///
    /// # Errors
    /// [`SetupError::ShortKey`] for a key of fewer than 32 characters, [`SetupError::PageUrl`] for a URL that is not
    /// http or https, or that has a query or a fragment.
    pub fn new(page_url: &str, key: Secret) -> Result<Self, SetupError> {
        if key.reveal().chars().count() < MIN_KEY_CHARS {
            return Err(SetupError::ShortKey);
        }
        if !is_http_url(page_url) || page_url.contains(['?', '#']) {
            return Err(SetupError::PageUrl);
        }
        Ok(Self { page_url: page_url.to_owned(), key })
    }

    /// Verifies and parses an order at the platform's end.
    pub(crate) fn verify_order(&self, fields: &Fields) -> Result<Order, OrderError> {
        let signature = fields.get(SIGNATURE_FIELD).map(String::as_str).unwrap_or_default();
        if !verify(&self.key, Purpose::Order, fields, signature) {
            return Err(OrderError::Forged);
        }
        Order::from_fields(fields)
    }

    /// Signs a notification at the platform's end.
    pub fn sign(&self, notification: &PaymentNotification) -> SignedPaymentNotification {
        let unsigned = SignedPaymentNotification::unsigned(notification);
        let signature = sign(&self.key, Purpose::Notification, &unsigned.signed_fields());
        SignedPaymentNotification { signature, ..unsigned }
    }
}

impl PaymentPlatform for SignedRedirect {
    fn pay_url(&self, order: &Order) -> String {
        let fields = order.to_fields();
        let signature = sign(&self.key, Purpose::Order, &fields);
        format!("{}?{}&{SIGNATURE_FIELD}={signature}", self.page_url, to_query(&fields))
    }

    fn verify(&self, notification: &SignedPaymentNotification) -> Result<PaymentNotification, NotificationError> {
        if !verify(&self.key, Purpose::Notification, &notification.signed_fields(), &notification.signature) {
            return Err(NotificationError::Forged);
        }
        notification.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::parse_query;
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

    fn notification() -> PaymentNotification {
        PaymentNotification {
            reference: PaymentId::mint().to_string(),
            transaction: "GD-1".into(),
            amount_vnd: 150_000,
            paid_at: DateTime::from_timestamp(1_640_000_000, 0).unwrap(),
            succeeded: true,
        }
    }

    #[test]
    fn the_platform_reads_the_order_that_was_signed() {
        let url = platform().pay_url(&order());
        let (page, query) = url.split_once('?').unwrap();
        assert_eq!(page, "http://pay.test/pay");
        let read = platform().verify_order(&parse_query(query)).unwrap();
        assert_eq!(Order { reference: read.reference, ..order() }, read);
    }

    #[test]
    fn an_order_with_a_changed_amount_is_refused() {
        let url = platform().pay_url(&order()).replace("amountVnd=150000", "amountVnd=1");
        let query = url.split_once('?').unwrap().1;
        assert_eq!(platform().verify_order(&parse_query(query)), Err(OrderError::Forged));
    }

    #[test]
    fn a_signed_notification_is_accepted_and_a_changed_one_is_refused() {
        let signed = platform().sign(&notification());
        assert_eq!(platform().verify(&signed).map(|notification| notification.amount_vnd), Ok(150_000));
        let changes: [fn(&mut SignedPaymentNotification); 6] = [
            |notification| notification.reference.push('0'),
            |notification| notification.transaction.push('0'),
            |notification| notification.amount_vnd += 1,
            |notification| notification.paid_at = "2022-03-14T00:00:00Z".into(),
            |notification| notification.succeeded = false,
            |notification| notification.signature.clear(),
        ];
        for change in changes {
            let mut forged = signed.clone();
            change(&mut forged);
            assert_eq!(platform().verify(&forged), Err(NotificationError::Forged), "{forged:?}");
        }
    }

    #[test]
    fn a_short_key_or_an_invalid_page_url_is_refused() {
        let key = || Secret::new("k".repeat(32));
        let error = |page: &str, key| SignedRedirect::new(page, key).err();
        assert_eq!(error("http://pay.test/pay", Secret::new("short")), Some(SetupError::ShortKey));
        for page in ["", "pay.test/pay", "http://", "ftp://pay.test", "http://pay.test/pay?a=b", "http:// pay.test"] {
            assert_eq!(error(page, key()), Some(SetupError::PageUrl), "{page}");
        }
    }
}
