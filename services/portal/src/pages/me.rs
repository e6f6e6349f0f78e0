//! One's own page: who is signed in, what the role does, and the first of what waits for it.

mod listing;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate};
use motcua_worktime::local_date;

use super::roles;
use super::sign_in::without_cookie;
use super::trouble::{self, Trouble};
use crate::Portal;
use crate::api::{Account, Fault};
use crate::shell::{Place, Shell, page};
use crate::visitor::Visitor;
use listing::Listing;

/// What the register is offered for.
const A_WEEK: Days = Days::new(6);

#[derive(Template)]
#[template(path = "me.html")]
struct Me {
    shell: Shell,
    name: String,
    username: Option<String>,
    unit: Option<String>,
    roles: Vec<(&'static str, &'static str)>,
    explanation: Option<String>,
    listing: Option<Listing>,
    /// Whether there is a list for the role, but it did not come.
    missing: bool,
    /// First and last day that the register is offered for.
    register: Option<(NaiveDate, NaiveDate)>,
}

/// Shows the page; without a session, the way to one.
pub async fn show(State(portal): State<Portal>, visitor: Visitor) -> Response {
    let Some(session) = visitor.session.clone() else { return not_signed_in() };
    let explanation = portal.sign_ins.0.get(session.sign_in);
    let explanation = explanation.map(|one| visitor.lang.say(&one.explanation_vi, &one.explanation_en).to_owned());
    let found = async {
        let token = session.token(&portal.api).await?;
        let account = portal.api.me(&token).await?;
        let listing = listing::of(&portal.api, &token, &account.roles, visitor.lang).await;
        Ok((account, listing))
    };
    match found.await {
        Ok((account, listing)) => {
            page(StatusCode::OK, visitor.lang, &me(&portal, &visitor, account, explanation, listing))
        }
        Err(Fault::SignedOut) => signed_out(&portal, visitor),
        Err(fault) => trouble::page(&visitor, Trouble::of(fault)),
    }
}

/// The way to a session.
pub fn not_signed_in() -> Response {
    Redirect::to("/#dang-nhap").into_response()
}

fn me(
    portal: &Portal,
    visitor: &Visitor,
    account: Account,
    explanation: Option<String>,
    listing: Result<Option<Listing>, Fault>,
) -> Me {
    let lang = visitor.lang;
    let today = local_date(portal.now());
    let register = account.keeps_a_register().then(|| (today.checked_sub_days(A_WEEK).unwrap_or(today), today));
    Me {
        shell: Shell::new(visitor, Place::Me, account.display_name.clone()),
        name: account.display_name,
        username: account.username,
        unit: account.unit,
        roles: account.roles.iter().map(|role| (roles::name(*role, lang), roles::work(*role, lang))).collect(),
        explanation,
        missing: listing.is_err(),
        register,
        listing: listing.ok().flatten(),
    }
}

/// The page about a session that has ended, which is forgotten here too.
pub fn signed_out(portal: &Portal, visitor: Visitor) -> Response {
    if let Some(name) = &visitor.session_name {
        portal.sessions.close(name);
    }
    let visitor = Visitor { session: None, ..visitor };
    without_cookie(trouble::page(&visitor, Trouble::SignedOut), visitor.secure)
}
