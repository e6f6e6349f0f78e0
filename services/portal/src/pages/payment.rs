//! Online payment of a fee: the redirect to the payment page, and the outcome after the return.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::access::{AccessError, no_access, token};
use crate::api::dossier::Dossier;
use crate::api::error::ApiError;
use crate::api::payments::PaymentError;
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::web::layout::{Layout, Section, page};
use crate::wording::errors::ErrorPage;
use crate::wording::fees::{Fee, fees_due};

#[derive(Template)]
#[template(path = "payment.html")]
struct PaymentPage {
    layout: Layout,
    heading: &'static str,
    advice: String,
    /// Fees that are still due.
    fees: Vec<Fee>,
    dossier: Uuid,
}

/// The form of a fee.
#[derive(Deserialize)]
pub struct PaymentForm {
    fee: Uuid,
    /// Idempotency key of the payment: the same each time the button of one page is pressed.
    key: Uuid,
}

/// The return from the payment page. It adds more to the address; none of that proves a payment.
#[derive(Deserialize)]
pub struct PaymentReturn {
    dossier: Uuid,
}

/// Starts the payment and redirects to the payment page.
pub async fn start(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Result<Form<PaymentForm>, FormRejection>,
) -> Response {
    let (Ok(id), Ok(Form(form))) = (Uuid::try_parse(&id), form) else {
        return error_page(&visitor, ErrorPage::NotFound);
    };
    let token = match token(&portal, &visitor).await {
        Ok(token) => token,
        Err(error) => return no_access(&portal, visitor, error),
    };
    match visitor.api(&portal).start_payment(&token, id, form.fee, form.key).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(PaymentError::Refused(reason)) => refused(&visitor, id, reason),
        Err(PaymentError::Api(error)) => no_access(&portal, visitor, error.into()),
    }
}

/// Reloading the page of a payment that did not start leads back to the dossier.
pub async fn back_to_dossier(Path(id): Path<String>) -> Redirect {
    Uuid::try_parse(&id).map_or_else(|_| Redirect::to("/toi"), |id| Redirect::to(&format!("/ho-so/{id}")))
}

/// Shows which fees are still due, as the dossier records it.
pub async fn show_outcome(
    State(portal): State<Portal>,
    visitor: Visitor,
    query: Result<Query<PaymentReturn>, QueryRejection>,
) -> Response {
    let Ok(Query(PaymentReturn { dossier })) = query else { return error_page(&visitor, ErrorPage::NotFound) };
    let found = async {
        let token = token(&portal, &visitor).await?;
        Ok(visitor.api(&portal).dossier(&token, dossier).await?)
    };
    match found.await {
        Ok(dossier) => page(StatusCode::OK, visitor.lang, &outcome(&visitor, &dossier)),
        // The session may have expired on the payment page: the page shows that before it asks for a sign-in.
        Err(AccessError::NotSignedIn) => no_access(&portal, visitor, ApiError::SignedOut.into()),
        Err(error) => no_access(&portal, visitor, error),
    }
}

/// The payment did not start, for this reason of the API.
fn refused(visitor: &Visitor, dossier: Uuid, reason: String) -> Response {
    let heading = visitor.lang.pick("Chưa thanh toán được", "The payment could not be started");
    let layout = Layout::new(visitor, Section::Me, heading);
    page(
        StatusCode::CONFLICT,
        visitor.lang,
        &PaymentPage { layout, heading, advice: reason, fees: Vec::new(), dossier },
    )
}

fn outcome(visitor: &Visitor, dossier: &Dossier) -> PaymentPage {
    let (lang, fees) = (visitor.lang, fees_due(dossier, visitor.lang));
    let (heading, advice) = if fees.is_empty() {
        (
            lang.pick("Hồ sơ không còn khoản phải nộp", "No fees are due"),
            lang.pick(
                "Nếu bạn vừa thanh toán thì tiền đã đến nơi; khoản nộp thừa được Trung tâm đối soát với cổng thanh toán và hoàn lại.",
                "If you have just paid, the payment was received. Any overpayment is refunded.",
            ),
        )
    } else {
        (
            lang.pick("Còn khoản chưa nhận được tiền", "Some fees have not been received yet"),
            lang.pick(
                "Nếu bạn vừa thanh toán khoản dưới đây, cổng thanh toán chưa báo cho Trung tâm; thường chỉ mất vài phút. Tải lại trang này để xem, đừng nộp lần nữa; nếu sang ngày hôm sau vẫn vậy, hãy hỏi Trung tâm. Nếu chưa thanh toán, về hồ sơ để nộp.",
                "If you have just paid a fee below, the payment platform has not reported it to the centre yet; that usually takes a few minutes. Reload this page to check, and do not pay again; ask the centre if nothing has changed by the next day. If you have not paid, go back to the dossier to pay.",
            ),
        )
    };
    let (layout, advice) = (Layout::new(visitor, Section::Me, heading), advice.to_owned());
    PaymentPage { layout, heading, advice, fees, dossier: dossier.id }
}
