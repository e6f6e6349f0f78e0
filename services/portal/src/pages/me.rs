//! The visitor's own page: account, roles, the list of the role, and the form for the register.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use motcua_worktime::local_date;

use super::access::{session_ended, to_sign_in};
use super::work_list::{WorkList, work_list};
use crate::api::account::Account;
use crate::api::error::ApiError;
use crate::portal::Portal;
use crate::session::visitor::Visitor;
use crate::web::error_page::error_page;
use crate::web::layout::{Layout, Section, page};
use crate::wording::roles;

/// The register is offered for the last seven days.
const BEFORE_TODAY: Days = Days::new(6);

#[derive(Template)]
#[template(path = "me.html")]
struct MyPage {
    layout: Layout,
    name: String,
    username: Option<String>,
    unit: Option<String>,
    /// Name and description of each role.
    roles: Vec<(&'static str, &'static str)>,
    explanation: Option<String>,
    /// None if the role has no list.
    list: Option<WorkList>,
    /// Whether the list could not be fetched.
    list_failed: bool,
    /// First and last day for which the register is offered.
    register: Option<(NaiveDate, NaiveDate)>,
}

/// Shows the page; a visitor who is not signed in is sent to the sign-ins.
pub async fn show(State(portal): State<Portal>, visitor: Visitor) -> Response {
    let Some(session) = visitor.session.clone() else { return to_sign_in() };
    let sign_in = portal.sign_ins.0.get(session.sign_in);
    let explanation = sign_in.map(|it| visitor.lang.pick(&it.explanation_vi, &it.explanation_en).to_owned());
    let api = visitor.api(&portal);
    let found = async {
        let token = session.token(&api).await?;
        let account = api.own_account(&token).await?;
        let list = work_list(&api, &token, &account.roles, visitor.lang).await;
        Ok((account, list))
    };
    match found.await {
        Ok((account, list)) => {
            page(StatusCode::OK, visitor.lang, &my_page(&portal, &visitor, account, explanation, list))
        }
        Err(ApiError::SignedOut) => session_ended(&portal, visitor),
        Err(error) => error_page(&visitor, error.into()),
    }
}

fn my_page(
    portal: &Portal,
    visitor: &Visitor,
    account: Account,
    explanation: Option<String>,
    list: Result<Option<WorkList>, ApiError>,
) -> MyPage {
    let lang = visitor.lang;
    let today = local_date(portal.now());
    let register = account.may_read_register().then(|| (today.checked_sub_days(BEFORE_TODAY).unwrap_or(today), today));
    MyPage {
        layout: Layout::new(visitor, Section::Me, account.display_name.clone()),
        name: account.display_name,
        username: account.username,
        unit: account.unit,
        roles: account.roles.iter().map(|role| (roles::name(*role, lang), roles::description(*role, lang))).collect(),
        explanation,
        list_failed: list.is_err(),
        register,
        list: list.ok().flatten(),
    }
}
