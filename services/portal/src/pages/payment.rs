//! Paying a fee online: the way to the payment page, and what has arrived after the way back.

use askama::Template;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::forms::{Refused, refused, token};
use super::me::not_signed_in;
use super::trouble::{self, Trouble};
use crate::Portal;
use crate::api::{Fault, FiledDossier, NoPayment};
use crate::fees::{self, Fee};
use crate::lang::Lang;
use crate::shell::{Place, Shell, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "payment.html")]
struct Payment {
    shell: Shell,
    heading: &'static str,
    advice: String,
    due: Vec<Fee>,
    dossier: Uuid,
}

/// What the form of a fee sends.
#[derive(Deserialize)]
pub struct Asked {
    fee: Uuid,
    /// The same each time the button of one page is pressed.
    key: Uuid,
}

/// Which dossier somebody comes back for. The payment page adds more to the address; all of it proves nothing.
#[derive(Deserialize)]
pub struct Came {
    dossier: Uuid,
}

/// Begins the payment, and sends the browser to the page where it is made.
pub async fn begin(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    let (Ok(id), Ok(Form(asked))) = (Uuid::try_parse(&id), form) else {
        return trouble::page(&visitor, Trouble::NoForm);
    };
    let token = match token(&portal, &visitor).await {
        Ok(token) => token,
        Err(Refused::NobodyThere) => return not_signed_in(),
        Err(Refused::Fault(fault)) => return refused(&portal, visitor, fault),
    };
    match portal.api.start_payment(&token, id, asked.fee, asked.key).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(NoPayment::Said(words)) => not_begun(&visitor, id, &words),
        Err(NoPayment::Fault(fault)) => refused(&portal, visitor, fault),
    }
}

/// Whoever reloads the page of a payment that did not begin comes back to the dossier.
pub async fn back(Path(id): Path<String>) -> Redirect {
    Uuid::try_parse(&id).map_or_else(|_| Redirect::to("/toi"), |id| Redirect::to(&format!("/ho-so/{id}")))
}

/// Says what has arrived, as the dossier knows it.
pub async fn outcome(
    State(portal): State<Portal>,
    visitor: Visitor,
    came: Result<Query<Came>, QueryRejection>,
) -> Response {
    let Ok(Query(Came { dossier })) = came else { return trouble::page(&visitor, Trouble::NoForm) };
    let found = async {
        let token = token(&portal, &visitor).await?;
        portal.api.dossier(&token, dossier).await.map_err(Refused::Fault)
    };
    match found.await {
        Ok(filed) => page(StatusCode::OK, visitor.lang, &arrived(&visitor, &filed)),
        Err(Refused::NobodyThere) => refused(&portal, visitor, Fault::SignedOut),
        Err(Refused::Fault(fault)) => refused(&portal, visitor, fault),
    }
}

fn not_begun(visitor: &Visitor, dossier: Uuid, words: &str) -> Response {
    let heading = visitor.lang.say("Chưa thanh toán được", "The payment did not begin");
    let advice = in_one_language(words, visitor.lang).to_owned();
    let shell = Shell::new(visitor, Place::Me, heading);
    page(StatusCode::CONFLICT, visitor.lang, &Payment { shell, heading, advice, due: Vec::new(), dossier })
}

/// The API says everything in both languages, Vietnamese first.
fn in_one_language(words: &str, lang: Lang) -> &str {
    words.split_once(" / ").map_or(words, |(vi, en)| lang.say(vi, en))
}

fn arrived(visitor: &Visitor, filed: &FiledDossier) -> Payment {
    let (lang, due) = (visitor.lang, fees::due(filed, visitor.lang));
    let (heading, advice) = if !due.is_empty() {
        (
            lang.say("Còn khoản chưa nhận được tiền", "Not everything has arrived yet"),
            lang.say(
                "Nếu bạn vừa thanh toán khoản dưới đây, cổng thanh toán chưa báo cho Trung tâm; thường chỉ mất vài phút. Tải lại trang này để xem, đừng nộp lần nữa; nếu sang ngày hôm sau vẫn vậy, hãy hỏi Trung tâm. Nếu chưa thanh toán, về hồ sơ để nộp.",
                "If you have just paid what is listed here, the payment platform has not told the centre yet; that usually takes a few minutes. Reload this page to see, and do not pay again; ask the centre if it still says so the next day. If you have not paid, go back to the dossier to do so.",
            ),
        )
    } else {
        (
            lang.say("Hồ sơ không còn khoản phải nộp", "Nothing is left to be paid for the dossier"),
            lang.say(
                "Nếu bạn vừa thanh toán thì tiền đã đến nơi; khoản nộp thừa được Trung tâm đối soát với cổng thanh toán và hoàn lại.",
                "If you have just paid, the money has arrived; the centre settles with the payment platform what was too much and gives it back.",
            ),
        )
    };
    Payment {
        shell: Shell::new(visitor, Place::Me, heading),
        heading,
        advice: advice.to_owned(),
        due,
        dossier: filed.id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_both_languages_the_readers_is_shown() {
        let said = "Khoản này đã được nộp. / This fee is paid already.";
        assert_eq!(in_one_language(said, Lang::Vi), "Khoản này đã được nộp.");
        assert_eq!(in_one_language(said, Lang::En), "This fee is paid already.");
        assert_eq!(in_one_language("Trạng thái không cho phép", Lang::En), "Trạng thái không cho phép");
    }
}
