//! What waits for a role, as a table.

use futures::{StreamExt, stream};
use motcua_kit::auth::Role;
use uuid::Uuid;

use crate::api::{Api, Fault, FiledDossier, Page, ResultDocument, Task};
use crate::lang::Lang;
use crate::notices::said;
use crate::words::moment;

/// The status of a dossier that waits to be received.
const SENT: i32 = 1;
/// States of a result: what the clerk issues next, and what the result officer hands over next.
const TO_ISSUE: &str = "drafted";
const TO_RETURN: &str = "ready";

const AT_ONCE: usize = 8;

/// A table.
pub struct Listing {
    /// What it lists.
    pub title: &'static str,
    /// The columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether there is more than is shown.
    pub more: bool,
}

/// A row: a dossier, and what is told of it.
pub struct Row {
    /// Where the dossier is shown.
    pub link: String,
    /// Cell by cell.
    pub cells: Vec<String>,
}

impl Row {
    fn of(dossier: Uuid, cells: Vec<String>) -> Self {
        Self { link: format!("/ho-so/{dossier}"), cells }
    }
}

/// What waits for somebody with these roles; nothing where the role has no list.
pub async fn of(api: &Api, token: &str, roles: &[Role], lang: Lang) -> Result<Option<Listing>, Fault> {
    let is = |wanted: &[Role]| wanted.iter().any(|role| roles.contains(role));
    if is(&[Role::IntakeOfficer]) {
        let title = lang.say("Hồ sơ chờ tiếp nhận", "Dossiers waiting to be received");
        return Ok(Some(dossiers(api.dossiers(token, Some(SENT)).await?, title, lang)));
    }
    if is(&[Role::DeptOfficer, Role::DeptHead]) {
        return Ok(Some(tasks(api.tasks(token).await?, lang)));
    }
    if is(&[Role::Clerk, Role::ResultOfficer]) {
        return Ok(Some(results(api, token, if is(&[Role::Clerk]) { TO_ISSUE } else { TO_RETURN }, lang).await?));
    }
    if is(&[Role::Citizen]) {
        return Ok(Some(own(api, token, lang).await?));
    }
    Ok(None)
}

fn table<T>(title: &'static str, columns: Vec<&'static str>, page: Page<T>, row: impl Fn(T) -> Row) -> Listing {
    Listing { title, columns, more: page.next.is_some(), rows: page.items.into_iter().map(row).collect() }
}

fn tasks(page: Page<Task>, lang: Lang) -> Listing {
    let columns = vec![
        lang.say("Mã hồ sơ", "Dossier"),
        lang.say("Bước", "Step"),
        lang.say("Đơn vị", "Unit"),
        lang.say("Hạn bước", "Step due"),
        lang.say("Hạn hồ sơ", "Dossier due"),
    ];
    table(lang.say("Việc đang chờ", "Tasks waiting"), columns, page, |task| {
        let (due, whole) = (moment(task.due_at, lang), moment(task.dossier_due_at, lang));
        Row::of(task.dossier_id, vec![task.code, task.name, task.unit, due, whole])
    })
}

/// The results that wait in a state; when none does, those of the agency, so that the role's part can be seen.
async fn results(api: &Api, token: &str, state: &str, lang: Lang) -> Result<Listing, Fault> {
    let waiting = api.results(token, Some(state)).await?;
    if !waiting.items.is_empty() {
        return Ok(documents(waiting, lang.say("Kết quả đang chờ", "Results waiting"), lang));
    }
    let title = lang.say("Không có kết quả nào đang chờ; đã qua", "No result is waiting; earlier ones");
    Ok(documents(api.results(token, None).await?, title, lang))
}

fn documents(page: Page<ResultDocument>, title: &'static str, lang: Lang) -> Listing {
    let columns = vec![
        lang.say("Mã hồ sơ", "Dossier"),
        lang.say("Kết quả", "Result"),
        lang.say("Tình trạng", "State"),
        lang.say("Số", "Number"),
        lang.say("Quyết định lúc", "Decided at"),
    ];
    table(title, columns, page, |result| {
        let decided =
            if result.granted { lang.say("Chấp thuận", "Granted") } else { lang.say("Từ chối", "Refused") };
        let cells = vec![
            result.code,
            decided.to_owned(),
            state_said(&result.state, lang).to_owned(),
            result.number.unwrap_or_else(|| "–".to_owned()),
            moment(result.decided_at, lang),
        ];
        Row::of(result.dossier_id, cells)
    })
}

fn dossiers(page: Page<FiledDossier>, title: &'static str, lang: Lang) -> Listing {
    let columns = vec![
        lang.say("Mã hồ sơ hoặc mã nộp", "Code or reference"),
        lang.say("Người nộp", "Applicant"),
        lang.say("Cơ quan", "Agency"),
        lang.say("Nộp lúc", "Handed in"),
        lang.say("Hẹn trả", "Promised"),
    ];
    table(title, columns, page, |dossier| {
        let cells = vec![
            dossier.code.unwrap_or(dossier.reference),
            dossier.applicant.name,
            dossier.agency,
            moment(dossier.submitted_at, lang),
            dossier.due_at.map_or_else(|| "–".to_owned(), |due_at| moment(due_at, lang)),
        ];
        Row::of(dossier.id, cells)
    })
}

/// The own dossiers, each with what the office wrote last. A dossier is not hidden because that did not come.
async fn own(api: &Api, token: &str, lang: Lang) -> Result<Listing, Fault> {
    let page = api.dossiers(token, None).await?;
    let asked: Vec<_> = page.items.iter().map(|dossier| written(api, token, dossier, lang)).collect();
    let written: Vec<String> = stream::iter(asked).buffered(AT_ONCE).collect().await;
    let mut listing = dossiers(page, lang.say("Hồ sơ đã nộp", "Dossiers handed in"), lang);
    listing.columns.push(lang.say("Cơ quan báo", "The office wrote"));
    for (row, written) in listing.rows.iter_mut().zip(written) {
        row.cells.push(written);
    }
    Ok(listing)
}

/// What the office wrote last, with its reason; before the acceptance nobody works on the dossier.
async fn written(api: &Api, token: &str, dossier: &FiledDossier, lang: Lang) -> String {
    if dossier.accepted_at.is_none() {
        return dossier.refused_reason.clone().unwrap_or_else(|| "–".to_owned());
    }
    match api.notices(token, dossier.id).await {
        Ok(notices) => said(&notices, lang).pop().map_or_else(|| "–".to_owned(), |last| last.in_a_line(lang)),
        Err(_) => lang.say("Chưa lấy được", "Cannot be fetched now").to_owned(),
    }
}

fn state_said(state: &str, lang: Lang) -> &str {
    match state {
        "drafted" => lang.say("Chờ cấp số, đóng dấu", "Waits for number and seal"),
        "issued" => lang.say("Đã phát hành", "Issued"),
        "ready" => lang.say("Chờ trả", "Ready to hand over"),
        "returned" => lang.say("Đã trả", "Handed over"),
        other => other,
    }
}
