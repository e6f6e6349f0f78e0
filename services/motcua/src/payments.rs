//! How fees are paid online in the embedded shape: by the platform the settings name, or where the world outside is
//! simulated, on a page of this process.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use motcua_kit::Clock;
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_payments::{Online, SignedRedirect, Simulator, simulator};

use crate::cli::Failure;
use crate::platform::kept_secret;

/// Where the page of the simulator is.
const PAGE: &str = "/mo-phong/thanh-toan";

/// What intake and the public door need.
pub struct Payments {
    /// How fees are paid online, if they are.
    pub online: Option<Online>,
    /// The address of the page where they are paid; empty: none.
    pub page: String,
    /// The pages of the simulator; none otherwise.
    pub pages: Router,
}

/// What the settings say; `door` is the address of the public door.
///
/// # Errors
/// When the settings are incomplete, or the key of the simulator cannot be kept.
pub fn open(data: &Path, settings: &Settings, door: &str, business: &Clock) -> Result<Payments, Failure> {
    let is_simulated = settings.e_identity == EIdentity::Simulated && settings.payment_key.is_empty();
    if !is_simulated {
        let page = settings.payment_page_url.clone();
        return Ok(Payments { online: Online::of(settings)?, page, pages: Router::new() });
    }
    let key = Secret::new(kept_secret(&data.join("payment-key"))?);
    let page = format!("{door}{PAGE}/pay");
    let redirect = SignedRedirect::new(&page, key.clone())?;
    let online = Online::new(Arc::new(redirect), &format!("{door}/thanh-toan"))?;
    let simulated = Simulator::new(key, &format!("{door}/v1/payments/notices"), business.clone())?;
    Ok(Payments { online: Some(online), page, pages: Router::new().nest(PAGE, simulator(simulated)) })
}
