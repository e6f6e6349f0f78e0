//! The pages by their addresses.

mod filed;
mod forms;
mod home;
mod live;
mod look_up;
mod me;
mod payment;
mod roles;
mod sheet;
mod sign_in;
pub mod trouble;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::{Portal, assets};

/// All routes; no fallback, because whoever merges them has one.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/", get(home::show))
        .route("/su-kien/so-lieu", get(live::stream))
        .route("/tra-cuu", get(look_up::ask).post(look_up::answer))
        .route("/dang-nhap", post(sign_in::enter).get(|| async { Redirect::to("/#dang-nhap") }))
        .route("/dang-xuat", post(sign_in::leave).get(|| async { Redirect::to("/") }))
        .route("/toi", get(me::show))
        .route("/ho-so/{id}", get(filed::show))
        .route("/ho-so/{id}/thanh-toan", post(payment::begin).get(payment::back))
        .route("/thanh-toan", get(payment::outcome))
        .route("/bieu-mau/so-theo-doi", get(forms::register))
        .route("/bieu-mau/so-theo-doi.pdf", get(forms::register_file))
        .route("/bieu-mau/{form}/{file}", get(forms::show))
        .route("/assets/{name}", get(assets::serve))
}
