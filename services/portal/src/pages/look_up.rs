//! The lookup of a dossier by code and secret. The secret travels in the body of a form, never in an address.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use motcua_kit::config::Secret;
use motcua_kit::http::Language;
use serde::Deserialize;

use super::dossier_state::dossier_state_page;
use crate::api::error::ApiError;
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::web::layout::{Layout, Section, page};

/// Letters and digits of a lookup secret.
const SECRET_LENGTH: usize = 8;
/// Longest code that is sent to the API.
const MAX_CODE: usize = 64;

/// The form, as the visitor filled it in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LookupForm {
    code: String,
    secret: Secret,
}

/// The parameters of the address: the QR code of a form holds the dossier code, which alone opens nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LookupQuery {
    #[serde(rename = "ma")]
    code: String,
}

#[derive(Template)]
#[template(path = "look_up.html")]
struct LookupPage {
    layout: Layout,
    code: String,
    errors: FormErrors,
}

/// What is wrong with a form, by field.
#[derive(Default, PartialEq, Eq)]
struct FormErrors {
    code: Option<&'static str>,
    secret: Option<&'static str>,
    both: Option<&'static str>,
}

/// Shows the form.
pub async fn show_form(visitor: Visitor, query: Result<Query<LookupQuery>, QueryRejection>) -> Response {
    let code = query.map(|Query(query)| query.code).unwrap_or_default();
    let code = if code.len() <= MAX_CODE { code } else { String::new() };
    form_page(&visitor, StatusCode::OK, code, FormErrors::default())
}

/// Shows the dossier, or the form with its errors.
pub async fn look_up(
    State(portal): State<Portal>,
    visitor: Visitor,
    form: Result<Form<LookupForm>, FormRejection>,
) -> Response {
    let form = form.map(|Form(form)| form).unwrap_or_default();
    let errors = errors(&form, visitor.lang);
    if errors != FormErrors::default() {
        return form_page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, form.code, errors);
    }
    match visitor.api(&portal).look_up(form.code.trim(), &form.secret).await {
        Ok(dossier) => {
            let calendar = portal.calendars.of_agency(&dossier.agency.code).await;
            let template = dossier_state_page(&visitor, &dossier, portal.now(), calendar.as_deref());
            page(StatusCode::OK, visitor.lang, &template)
        }
        // An unknown code, a wrong secret and a malformed one must look the same.
        Err(ApiError::NotFound | ApiError::Invalid) => {
            form_page(&visitor, StatusCode::NOT_FOUND, form.code, no_match(visitor.lang))
        }
        Err(error) => error_page(&visitor, error.into()),
    }
}

fn form_page(visitor: &Visitor, status: StatusCode, code: String, errors: FormErrors) -> Response {
    let title = visitor.lang.pick("Tra cứu hồ sơ", "Track a dossier");
    let title = match errors == FormErrors::default() {
        true => title.to_owned(),
        false => format!("{} {title}", visitor.lang.pick("Lỗi:", "Error:")),
    };
    let layout = Layout::new(visitor, Section::LookUp, title);
    page(status, visitor.lang, &LookupPage { layout, code, errors })
}

fn errors(form: &LookupForm, lang: Language) -> FormErrors {
    FormErrors { code: code_error(form.code.trim(), lang), secret: secret_error(&form.secret, lang), both: None }
}

fn code_error(code: &str, lang: Language) -> Option<&'static str> {
    if code.is_empty() {
        return Some(lang.pick(
            "Nhập mã hồ sơ hoặc mã nộp, ví dụ H35.08-221206-0001",
            "Enter the dossier code or submission reference, for example H35.08-221206-0001",
        ));
    }
    (code.len() > MAX_CODE).then(|| {
        lang.pick("Mã hồ sơ quá dài; nhập đúng như trên giấy hẹn", "The code is too long; enter it as printed")
    })
}

fn secret_error(secret: &Secret, lang: Language) -> Option<&'static str> {
    match secret.reveal().chars().filter(char::is_ascii_alphanumeric).count() {
        0 => Some(lang.pick("Nhập mã tra cứu in trên giấy hẹn", "Enter the lookup secret printed on the receipt")),
        SECRET_LENGTH => None,
        _ => Some(lang.pick(
            "Mã tra cứu gồm 8 chữ và số, ví dụ 7K0Q1XYZ",
            "The lookup secret has 8 letters and digits, for example 7K0Q1XYZ",
        )),
    }
}

fn no_match(lang: Language) -> FormErrors {
    let both = lang.pick(
        "Không tìm thấy hồ sơ có mã hồ sơ và mã tra cứu này. Xem lại cả hai mã trên giấy hẹn.",
        "No dossier has this code and this lookup secret. Check both on the receipt.",
    );
    FormErrors { both: Some(both), ..FormErrors::default() }
}
