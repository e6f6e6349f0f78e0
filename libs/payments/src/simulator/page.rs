//! The page of the simulator: what is to be paid, pay or cancel, and how the notice is to behave.

use askama::Template;
use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::Simulator;
use super::notices::Delivery;
use crate::notice::Notice;
use crate::order::{Order, OrderError};
use crate::signature::{Fields, fields};

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
    /// The signed order, to be sent back with the form.
    order: Fields,
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    vi: &'static str,
    en: &'static str,
}

/// Shows the page of an order.
pub async fn show(State(simulator): State<Simulator>, RawQuery(query): RawQuery) -> Response {
    let signed = fields(&query.unwrap_or_default());
    match open(&simulator, &signed) {
        Ok(order) => page(
            StatusCode::OK,
            &PayPage {
                dossier: order.dossier,
                description: order.description,
                amount: dong(order.amount_vnd),
                order: signed,
            },
        ),
        Err(trouble) => trouble.into_response(),
    }
}

/// Pays or cancels; the order comes back with the form, signed as before.
pub async fn act(State(simulator): State<Simulator>, RawForm(form): RawForm) -> Response {
    let mut sent = fields(&String::from_utf8_lossy(&form));
    let (action, notices) = (sent.remove("action"), sent.remove("notices"));
    let order = match open(&simulator, &sent) {
        Ok(order) => order,
        Err(Trouble::PaidAlready(notice)) => return again(&simulator, &notice).await.into_response(),
        Err(trouble) => return trouble.into_response(),
    };
    let succeeded = match action.as_deref() {
        Some("pay") => true,
        Some("cancel") => false,
        _ => return Trouble::Nonsense.into_response(),
    };
    // Of the order's own number, so that a simulator that forgot everything does not take the money a second time.
    let kind = if succeeded { "MP" } else { "MPH" };
    let transaction = format!("{kind}-{}", order.reference.0.simple());
    let at = simulator.clock.now();
    let notice = simulator.ledger(|ledger| ledger.settle(&order, succeeded, transaction, at));
    let signed = simulator.platform.sign(&notice);
    for _ in 0..how_often(notices.as_deref()) {
        // Whom the first could not reach, the second does not either.
        if simulator.sender.send(&signed).await != Delivery::Taken {
            return Trouble::NotTold.into_response();
        }
    }
    Redirect::to(&back(&order, notice.succeeded)).into_response()
}

/// Who pays a second time is told so, and the notice of the first time goes out again: it may have been lost.
async fn again(simulator: &Simulator, notice: &Notice) -> Trouble {
    match simulator.sender.send(&simulator.platform.sign(notice)).await {
        Delivery::Taken => Trouble::PaidAlready(notice.clone()),
        Delivery::Refused | Delivery::Lost => Trouble::NotTold,
    }
}

/// The style sheet.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], STYLE)
}

enum Trouble {
    Forged,
    Expired,
    PaidAlready(Notice),
    NotTold,
    Nonsense,
}

/// The order, if it can be paid now.
fn open(simulator: &Simulator, signed: &Fields) -> Result<Order, Trouble> {
    let order = simulator.platform.order(signed).map_err(|error| match error {
        OrderError::Forged => Trouble::Forged,
        OrderError::Field(_) => Trouble::Nonsense,
    })?;
    let last = simulator.ledger(|ledger| ledger.last(&order.reference.to_string()));
    if let Some(paid) = last.filter(|notice| notice.succeeded) {
        return Err(Trouble::PaidAlready(paid));
    }
    if simulator.clock.now() > order.expires_at {
        return Err(Trouble::Expired);
    }
    Ok(order)
}

impl IntoResponse for Trouble {
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
            Self::PaidAlready(_) => {
                (StatusCode::CONFLICT, "Yêu cầu này đã được thanh toán.", "This order has been paid already.")
            }
            Self::NotTold => (
                StatusCode::BAD_GATEWAY,
                "Đã ghi nhận, nhưng chưa báo được cho Trung tâm. Hãy bấm lại sau.",
                "Taken, but the centre could not be told yet. Press again later.",
            ),
            Self::Nonsense => {
                (StatusCode::UNPROCESSABLE_ENTITY, "Yêu cầu thanh toán không đọc được.", "The order cannot be read.")
            }
        };
        page(status, &TroublePage { vi, en })
    }
}

fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => (status, HEADERS, Html(page)).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "a page of the payment simulator cannot be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// How often the notice is sent: on request twice or never, so that idempotency and reconciliation can be tried.
fn how_often(notices: Option<&str>) -> usize {
    match notices {
        Some("0") => 0,
        Some("2") => 2,
        _ => 1,
    }
}

/// Where the applicant goes back to. What the address says proves nothing: only the notice does.
fn back(order: &Order, succeeded: bool) -> String {
    let (url, outcome) = (&order.return_url, if succeeded { "paid" } else { "cancelled" });
    let join = if url.contains('?') { '&' } else { '?' };
    format!("{url}{join}payment={}&outcome={outcome}", order.reference)
}

/// An amount as it is written in Viet Nam: `150.000 đ`.
fn dong(amount: u64) -> String {
    let digits = amount.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written + " đ"
}

#[cfg(test)]
mod tests {
    use super::dong;

    #[test]
    fn amounts_are_written_with_dots() {
        for (amount, written) in [(0, "0 đ"), (999, "999 đ"), (1_000, "1.000 đ"), (1_234_567, "1.234.567 đ")] {
            assert_eq!(dong(amount), written);
        }
    }
}
