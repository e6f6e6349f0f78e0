//! A page for each problem type, in Vietnamese and English: what it means and what to do.

mod advice;
#[cfg(test)]
mod reference_page;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use motcua_kit::problem::{Problem, Slug};

use advice::{Advice, advice};

const POLICY: &str = "default-src 'none'; style-src 'self'; frame-ancestors 'none'";
const STYLE: &str = include_str!("../../templates/problems.css");
const HEADERS: [(HeaderName, &str); 2] =
    [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "public, max-age=3600")];

struct Entry {
    slug: Slug,
    advice: Advice,
}

impl Entry {
    fn of(slug: Slug) -> Self {
        Self { slug, advice: advice(slug) }
    }
}

#[derive(Template)]
#[template(path = "problems.html")]
struct ListPage {
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    entry: Entry,
}

/// The routes of the problem pages.
pub fn routes() -> Router {
    Router::new()
        .route(
            "/problems",
            get(|| async { html(&ListPage { entries: Slug::ALL.into_iter().map(Entry::of).collect() }) }),
        )
        .route("/problems/style.css", get(style))
        .route("/problems/{slug}", get(page))
}

async fn page(Path(code): Path<String>) -> Result<Response, Problem> {
    let slug = Slug::of_code(&code).ok_or_else(Problem::not_found)?;
    Ok(html(&ProblemPage { entry: Entry::of(slug) }))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], STYLE)
}

fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => (HEADERS, Html(page)).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}
