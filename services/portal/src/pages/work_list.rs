//! The list that a role works through, as a table.

use futures::{StreamExt, stream};
use motcua_contracts::Status;
use motcua_kit::http::Language;
use motcua_office::Role;
use uuid::Uuid;

use crate::api::client::{Api, Page};
use crate::api::dossier::Dossier;
use crate::api::error::ApiError;
use crate::api::work::{ResultDocument, Task};
use crate::wording::format::time_and_date;
use crate::wording::notices::notice_texts;

/// States of a result: the clerk issues it next, the result officer returns it next.
const DRAFTED: &str = "drafted";
const READY: &str = "ready";

/// Requests at the same time.
const CONCURRENCY: usize = 8;

const NONE: &str = "–";

/// A table.
pub struct WorkList {
    pub title: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Row>,
    /// Whether there are more rows than are shown.
    pub has_more: bool,
}

/// A row about a dossier.
pub struct Row {
    /// Address of the dossier.
    pub link: String,
    pub cells: Vec<String>,
}

impl Row {
    fn of(dossier: Uuid, cells: Vec<String>) -> Self {
        Self { link: format!("/ho-so/{dossier}"), cells }
    }
}

/// The list of the first of these roles that has one.
pub async fn work_list(api: &Api, token: &str, roles: &[Role], lang: Language) -> Result<Option<WorkList>, ApiError> {
    let has = |any: &[Role]| any.iter().any(|role| roles.contains(role));
    if has(&[Role::IntakeOfficer]) {
        let title = lang.pick("Hồ sơ chờ tiếp nhận", "Dossiers waiting for acceptance");
        return Ok(Some(dossiers(api.dossiers(token, Some(Status::Submitted)).await?, title, lang)));
    }
    if has(&[Role::DeptOfficer, Role::DeptHead]) {
        return Ok(Some(tasks(api.tasks(token).await?, lang)));
    }
    if has(&[Role::Clerk, Role::ResultOfficer]) {
        let state = if has(&[Role::Clerk]) { DRAFTED } else { READY };
        return Ok(Some(results(api, token, state, lang).await?));
    }
    if has(&[Role::Citizen]) {
        return Ok(Some(own_dossiers(api, token, lang).await?));
    }
    Ok(None)
}

fn table<T>(title: &'static str, columns: Vec<&'static str>, page: Page<T>, row: impl Fn(T) -> Row) -> WorkList {
    WorkList { title, columns, has_more: page.next.is_some(), rows: page.items.into_iter().map(row).collect() }
}

fn tasks(page: Page<Task>, lang: Language) -> WorkList {
    let columns = vec![
        lang.pick("Mã hồ sơ", "Dossier"),
        lang.pick("Bước", "Step"),
        lang.pick("Đơn vị", "Unit"),
        lang.pick("Hạn bước", "Step due"),
        lang.pick("Hạn hồ sơ", "Dossier due"),
    ];
    table(lang.pick("Việc đang chờ", "Open tasks"), columns, page, |task| {
        let (step_due, dossier_due) = (time_and_date(task.due_at, lang), time_and_date(task.dossier_due_at, lang));
        Row::of(task.dossier_id, vec![task.code, task.name, task.unit, step_due, dossier_due])
    })
}

/// The results in a state; when there are none, all of the agency, so that the page shows what the role works on.
async fn results(api: &Api, token: &str, state: &str, lang: Language) -> Result<WorkList, ApiError> {
    let waiting = api.results(token, Some(state)).await?;
    if !waiting.items.is_empty() {
        return Ok(result_table(waiting, lang.pick("Kết quả đang chờ", "Results waiting"), lang));
    }
    let title = lang.pick("Không có kết quả nào đang chờ; đã qua", "No results waiting. Recent results");
    Ok(result_table(api.results(token, None).await?, title, lang))
}

fn result_table(page: Page<ResultDocument>, title: &'static str, lang: Language) -> WorkList {
    let columns = vec![
        lang.pick("Mã hồ sơ", "Dossier"),
        lang.pick("Kết quả", "Result"),
        lang.pick("Tình trạng", "State"),
        lang.pick("Số", "Number"),
        lang.pick("Quyết định lúc", "Decided at"),
    ];
    table(title, columns, page, |result| {
        let decision =
            if result.granted { lang.pick("Chấp thuận", "Granted") } else { lang.pick("Từ chối", "Refused") };
        let cells = vec![
            result.code,
            decision.to_owned(),
            state_text(&result.state, lang).to_owned(),
            result.number.unwrap_or_else(|| NONE.to_owned()),
            time_and_date(result.decided_at, lang),
        ];
        Row::of(result.dossier_id, cells)
    })
}

fn dossiers(page: Page<Dossier>, title: &'static str, lang: Language) -> WorkList {
    let columns = vec![
        lang.pick("Mã hồ sơ hoặc mã nộp", "Code or reference"),
        lang.pick("Người nộp", "Applicant"),
        lang.pick("Cơ quan", "Agency"),
        lang.pick("Nộp lúc", "Submitted"),
        lang.pick("Hẹn trả", "Result due"),
    ];
    table(title, columns, page, |dossier| {
        let cells = vec![
            dossier.code.unwrap_or(dossier.reference),
            dossier.applicant.name,
            dossier.agency,
            time_and_date(dossier.submitted_at, lang),
            dossier.due_at.map_or_else(|| NONE.to_owned(), |due_at| time_and_date(due_at, lang)),
        ];
        Row::of(dossier.id, cells)
    })
}

/// The applicant's dossiers, each with its latest notice. A dossier is listed even if its notices cannot be fetched.
async fn own_dossiers(api: &Api, token: &str, lang: Language) -> Result<WorkList, ApiError> {
    let page = api.dossiers(token, None).await?;
    let requests: Vec<_> = page.items.iter().map(|dossier| latest_notice(api, token, dossier, lang)).collect();
    let notices: Vec<String> = stream::iter(requests).buffered(CONCURRENCY).collect().await;
    let mut list = dossiers(page, lang.pick("Hồ sơ đã nộp", "Submitted dossiers"), lang);
    list.columns.push(lang.pick("Cơ quan báo", "Latest notice"));
    for (row, notice) in list.rows.iter_mut().zip(notices) {
        row.cells.push(notice);
    }
    Ok(list)
}

/// The latest notice with its reason; before the acceptance there are no notices, only the reason of a refusal.
async fn latest_notice(api: &Api, token: &str, dossier: &Dossier, lang: Language) -> String {
    if dossier.accepted_at.is_none() {
        return dossier.refused_reason.clone().unwrap_or_else(|| NONE.to_owned());
    }
    match api.notices(token, dossier.id).await {
        Ok(notices) => {
            notice_texts(&notices, lang).pop().map_or_else(|| NONE.to_owned(), |latest| latest.summary(lang))
        }
        Err(_) => lang.pick("Chưa lấy được", "Not available now").to_owned(),
    }
}

fn state_text(state: &str, lang: Language) -> &str {
    match state {
        DRAFTED => lang.pick("Chờ cấp số, đóng dấu", "Waiting for number and seal"),
        "issued" => lang.pick("Đã phát hành", "Issued"),
        READY => lang.pick("Chờ trả", "Ready for return"),
        "returned" => lang.pick("Đã trả", "Returned"),
        other => other,
    }
}
