//! The pages by their addresses.

mod access;
mod dossier;
mod dossier_state;
mod figures_stream;
mod form;
mod form_response;
mod home;
mod look_up;
mod me;
mod payment;
mod register;
mod sign_in;
mod work_list;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::portal::Portal;
use crate::web::assets;

/// All routes, without a fallback: the caller merges them into a router that has one.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/", get(home::show))
        .route("/su-kien/so-lieu", get(figures_stream::stream))
        .route("/tra-cuu", get(look_up::show_form).post(look_up::look_up))
        .route("/dang-nhap", post(sign_in::sign_in).get(|| async { Redirect::to("/#dang-nhap") }))
        .route("/dang-xuat", post(sign_in::sign_out).get(|| async { Redirect::to("/") }))
        .route("/toi", get(me::show))
        .route("/ho-so/{id}", get(dossier::show))
        .route("/ho-so/{id}/thanh-toan", post(payment::start).get(payment::back_to_dossier))
        .route("/thanh-toan", get(payment::show_outcome))
        .route("/bieu-mau/so-theo-doi", get(register::show))
        .route("/bieu-mau/so-theo-doi.pdf", get(register::download))
        .route("/bieu-mau/{form}/{file}", get(form::show))
        .route("/assets/{name}", get(assets::serve))
}
