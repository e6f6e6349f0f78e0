//! Looking a dossier up by code and secret. The secret comes in a form's body and is never part of an address.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use motcua_kit::config::Secret;
use motcua_worktime::Calendar;
use serde::Deserialize;

use super::trouble::{self, Trouble};
use crate::Portal;
use crate::api::{Dossier, Fault};
use crate::deadline::{self, Deadline};
use crate::lang::Lang;
use crate::shell::{Place, Shell, page};
use crate::visitor::Visitor;
use crate::words;

const SECRET_LETTERS: usize = 8;
const LONGEST_CODE: usize = 64;

/// What somebody holds in the hand.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    code: String,
    secret: Secret,
}

#[derive(Template)]
#[template(path = "look_up.html")]
struct Question {
    shell: Shell,
    code: String,
    faults: Faults,
}

/// What is wrong with a question.
#[derive(Default, PartialEq, Eq)]
struct Faults {
    code: Option<&'static str>,
    secret: Option<&'static str>,
    both: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "dossier.html")]
struct Answer {
    shell: Shell,
    code: String,
    /// Whether the code is the legal one, or only the reference of a submission.
    accepted: bool,
    status: String,
    deadline: Option<Deadline>,
    promised: Option<String>,
    /// The later date that was promised with an apology.
    promised_anew: Option<String>,
    agency: String,
    holder: Option<String>,
    procedure: Option<String>,
    supplement_until: Option<String>,
    steps: Vec<Step>,
    /// Whether the promise is still to be kept.
    open: bool,
}

struct Step {
    text: String,
    holder: Option<String>,
    at: String,
    /// For machines.
    moment: String,
}

/// What the QR code of a form adds to the address: the code, which alone opens nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Prefilled {
    ma: String,
}

/// Shows the form.
pub async fn ask(visitor: Visitor, prefilled: Result<Query<Prefilled>, QueryRejection>) -> Response {
    let code = prefilled.map(|Query(prefilled)| prefilled.ma).unwrap_or_default();
    let code = if code.len() <= LONGEST_CODE { code } else { String::new() };
    question(&visitor, StatusCode::OK, code, Faults::default())
}

/// Shows the dossier, or the form with what is wrong.
pub async fn answer(
    State(portal): State<Portal>,
    visitor: Visitor,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    let asked = form.map(|Form(asked)| asked).unwrap_or_default();
    let faults = faults(&asked, visitor.lang);
    if faults != Faults::default() {
        return question(&visitor, StatusCode::UNPROCESSABLE_ENTITY, asked.code, faults);
    }
    match portal.api.look_up(asked.code.trim(), &asked.secret).await {
        Ok(dossier) => {
            let calendar = portal.calendars.of_agency(&dossier.agency.code).await;
            let answer = told(&visitor, &dossier, portal.now(), calendar.as_deref());
            page(StatusCode::OK, visitor.lang, &answer)
        }
        // An unknown code, a wrong secret and one that cannot be right look the same.
        Err(Fault::NotFound | Fault::Invalid) => {
            question(&visitor, StatusCode::NOT_FOUND, asked.code, no_match(visitor.lang))
        }
        Err(fault) => trouble::page(&visitor, Trouble::of(fault)),
    }
}

fn question(visitor: &Visitor, status: StatusCode, code: String, faults: Faults) -> Response {
    let title = visitor.lang.say("Tra cứu hồ sơ", "Track a dossier");
    let title = match faults == Faults::default() {
        true => title.to_owned(),
        false => format!("{} {title}", visitor.lang.say("Lỗi:", "Error:")),
    };
    let shell = Shell::new(visitor, Place::LookUp, title);
    page(status, visitor.lang, &Question { shell, code, faults })
}

fn faults(asked: &Asked, lang: Lang) -> Faults {
    let code = asked.code.trim();
    let secret = asked.secret.reveal().chars().filter(char::is_ascii_alphanumeric).count();
    let code = if code.is_empty() {
        Some(lang.say(
            "Nhập mã hồ sơ hoặc mã nộp, ví dụ H35.08-221206-0001",
            "Enter the dossier code or submission reference, for example H35.08-221206-0001",
        ))
    } else if code.len() > LONGEST_CODE {
        Some(lang.say("Mã hồ sơ quá dài; nhập đúng như trên giấy hẹn", "The code is too long; enter it as printed"))
    } else {
        None
    };
    let secret = match secret {
        0 => Some(lang.say("Nhập mã tra cứu in trên giấy hẹn", "Enter the lookup secret printed on the receipt")),
        SECRET_LETTERS => None,
        _ => Some(lang.say(
            "Mã tra cứu gồm 8 chữ và số, ví dụ 7K0Q1XYZ",
            "The lookup secret has 8 letters and digits, for example 7K0Q1XYZ",
        )),
    };
    Faults { code, secret, both: None }
}

fn no_match(lang: Lang) -> Faults {
    let both = lang.say(
        "Không tìm thấy hồ sơ có mã hồ sơ và mã tra cứu này. Xem lại cả hai mã trên giấy hẹn.",
        "No dossier has this code and this lookup secret. Check both on the receipt.",
    );
    Faults { both: Some(both), ..Faults::default() }
}

fn told(visitor: &Visitor, dossier: &Dossier, now: DateTime<Utc>, calendar: Option<&Calendar>) -> Answer {
    let lang = visitor.lang;
    let step = |entry: &crate::api::Entry| Step {
        text: entry.text.said(lang).to_owned(),
        holder: entry.holder().map(str::to_owned),
        at: words::moment(entry.at, lang),
        moment: entry.at.to_rfc3339(),
    };
    let status = dossier.status_text.said(lang).to_owned();
    let title = format!("{status} – {}", dossier.code);
    Answer {
        shell: Shell::new(visitor, Place::LookUp, title),
        accepted: dossier.accepted_at.is_some(),
        status,
        deadline: deadline::of(dossier, now, calendar, lang),
        promised: dossier.due_at.map(|due_at| words::promise(due_at, lang)),
        promised_anew: dossier.promised_at.map(|promised_at| words::promise(promised_at, lang)),
        holder: dossier.holder().map(str::to_owned),
        agency: dossier.agency.name.clone(),
        procedure: dossier.procedure_name.clone(),
        supplement_until: dossier.supplement_until.map(|day| words::long_date(day, lang)),
        steps: dossier.timeline.iter().map(step).collect(),
        open: dossier.is_open(),
        code: dossier.code.clone(),
    }
}
