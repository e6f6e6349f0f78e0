//! The page of the simulator: shows an order, and pays or cancels it.

use askama::Template;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use motcua_contracts::format::group_digits;

use super::sender::Delivery;
use super::state::Simulator;
use crate::notification::PaymentNotification;
use crate::order::{Order, OrderError};
use crate::signature::{Fields, parse_query};

const STYLE: &str = include_str!("../../templates/style.css");
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
];

#[derive(Template)]
#[template(path = "pay.html")]
struct PayPage {
    dossier: String,
    description: String,
    amount: String,
    /// The fields of the signed order, as hidden inputs of the form.
    order: Fields,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    vi: &'static str,
    en: &'static str,
}

/// Shows the page of an order.
pub async fn show(State(simulator): State<Simulator>, RawQuery(query): RawQuery) -> Response {
    let signed = parse_query(&query.unwrap_or_default());
    match payable_order(&simulator, &signed) {
        Ok(order) => page(
            StatusCode::OK,
            &PayPage {
                dossier: order.dossier,
                description: order.description,
                amount: format_vnd(order.amount_vnd),
                order: signed,
            },
        ),
        Err(error) => error.into_response(),
    }
}

/// Pays or cancels the order, which the form contains with its signature.
pub async fn submit(State(simulator): State<Simulator>, RawForm(form): RawForm) -> Response {
    let mut fields = parse_query(&String::from_utf8_lossy(&form));
    let (action, notifications) = (fields.remove("action"), fields.remove("notifications"));
    let order = match payable_order(&simulator, &fields) {
        Ok(order) => order,
        Err(PayError::AlreadyPaid(paid)) => return notify_again(&simulator, &paid).await.into_response(),
        Err(error) => return error.into_response(),
    };
    let succeeded = match action.as_deref() {
        Some("pay") => true,
        Some("cancel") => false,
        _ => return PayError::Invalid.into_response(),
    };
    let notification = record(&simulator, &order, succeeded);
    let signed = simulator.platform.sign(&notification);
    for _ in 0..repetitions(notifications.as_deref()) {
        // The sender has retried already, so a second notification would fail like the first.
        if simulator.sender.send(&signed).await != Delivery::Accepted {
            return PayError::NotDelivered.into_response();
        }
    }
    Redirect::to(&return_url(&order, notification.succeeded)).into_response()
}

fn record(simulator: &Simulator, order: &Order, succeeded: bool) -> PaymentNotification {
    // Derived from the reference, so that a restarted simulator reports the same transaction for the same order.
    let prefix = if succeeded { "MP" } else { "MPH" };
    let transaction = format!("{prefix}-{}", order.reference.0.simple());
    let at = simulator.clock.now();
    simulator.ledger(|ledger| ledger.record(order, succeeded, transaction, at))
}

/// Paying a second time is refused, and the first notification is sent again: it may have been lost.
async fn notify_again(simulator: &Simulator, paid: &PaymentNotification) -> PayError {
    match simulator.sender.send(&simulator.platform.sign(paid)).await {
        Delivery::Accepted => PayError::AlreadyPaid(paid.clone()),
        Delivery::Rejected | Delivery::Undelivered => PayError::NotDelivered,
    }
}

/// The style sheet.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], STYLE)
}

/// Why an order cannot be paid.
enum PayError {
    Forged,
    Expired,
    AlreadyPaid(PaymentNotification),
    NotDelivered,
    Invalid,
}

/// The order, if its signature is valid and it can be paid now.
fn payable_order(simulator: &Simulator, signed: &Fields) -> Result<Order, PayError> {
    let order = simulator.platform.verify_order(signed).map_err(|error| match error {
        OrderError::Forged => PayError::Forged,
        OrderError::Field(_) => PayError::Invalid,
    })?;
    let last = simulator.ledger(|ledger| ledger.last_notification(&order.reference.to_string()));
    if let Some(paid) = last.filter(|last| last.succeeded) {
        return Err(PayError::AlreadyPaid(paid));
    }
    if simulator.clock.now() > order.expires_at {
        return Err(PayError::Expired);
    }
    Ok(order)
}

impl IntoResponse for PayError {
    fn into_response(self) -> Response {
        let (status, vi, en) = match self {
            Self::Forged => (
                StatusCode::FORBIDDEN,
                "Yêu cầu thanh toán không có chữ ký hợp lệ.",
                "The order is not signed with the key of this platform.",
            ),
            Self::Expired => (
                StatusCode::GONE,
                "Yêu cầu thanh toán đã hết hạn. Hãy quay lại và thanh toán lần nữa.",
                "The order has expired. Go back and start the payment again.",
            ),
            Self::AlreadyPaid(_) => {
                (StatusCode::CONFLICT, "Yêu cầu này đã được thanh toán.", "This order has been paid already.")
            }
            Self::NotDelivered => (
                StatusCode::BAD_GATEWAY,
                "Đã ghi nhận, nhưng chưa báo được cho Trung tâm. Hãy bấm lại sau.",
                "The payment is recorded, but the centre could not be notified yet. Try again later.",
            ),
            Self::Invalid => {
                (StatusCode::UNPROCESSABLE_ENTITY, "Yêu cầu thanh toán không đọc được.", "The order cannot be read.")
            }
        };
        page(status, &ErrorPage { vi, en })
    }
}

fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => (status, HEADERS, Html(page)).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "failed to render a page of the payment simulator");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Whether and how often the notification is sent: the page lets testers send it twice or never, to try idempotency and
/// reconciliation.
fn repetitions(notifications: Option<&str>) -> usize {
    match notifications {
        Some("0") => 0,
        Some("2") => 2,
        _ => 1,
    }
}

/// The return URL with reference and outcome. The outcome is a hint for the page only: the notification proves it.
fn return_url(order: &Order, succeeded: bool) -> String {
    let (url, outcome) = (&order.return_url, if succeeded { "paid" } else { "cancelled" });
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}payment={}&outcome={outcome}", order.reference)
}

/// An amount as written in Viet Nam: `150.000 đ`.
fn format_vnd(amount: u64) -> String {
    format!("{} đ", group_digits(amount, '.'))
}

#[cfg(test)]
mod tests {
    use super::format_vnd;

    #[test]
    fn amounts_have_dots_as_thousands_separators() {
        for (amount, text) in [(0, "0 đ"), (999, "999 đ"), (1_000, "1.000 đ"), (1_234_567, "1.234.567 đ")] {
            assert_eq!(format_vnd(amount), text);
        }
    }
}
