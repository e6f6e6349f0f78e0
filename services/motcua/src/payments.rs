//! How fees are paid online in the all-in-one binary: through the payment platform of the settings, or on a simulated
//! page of this process.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use motcua_kit::Clock;
use motcua_kit::config::{EIdentity, Secret, Settings};
use motcua_payments::{OnlineCheckout, SignedRedirect, Simulator, simulator};

use crate::failure::Failure;
use crate::folder::load_or_create_secret;

/// Path of the pages of the simulator.
const PAGE: &str = "/mo-phong/thanh-toan";

/// Online payment as intake and the portal need it.
pub struct Payments {
    /// The checkout; `None` when fees are paid at the counter only.
    pub online: Option<OnlineCheckout>,
    /// Address of the page where fees are paid; empty when there is none.
    pub page: String,
    /// The pages of the simulator; empty without it.
    pub pages: Router,
}

/// Online payment by the settings; `address` is the public address of this process.
///
/// # Errors
/// When the settings are incomplete, or the key of the simulator can be neither read nor created.
pub fn open(data: &Path, settings: &Settings, address: &str, business: &Clock) -> Result<Payments, Failure> {
    let is_simulated = settings.e_identity == EIdentity::Simulated && settings.payment_key.is_empty();
    if !is_simulated {
        let page = settings.payment_page_url.clone();
        return Ok(Payments { online: OnlineCheckout::from_settings(settings)?, page, pages: Router::new() });
    }
    let key = Secret::new(load_or_create_secret(&data.join("payment-key"))?);
    let page = format!("{address}{PAGE}/pay");
    let redirect = SignedRedirect::new(&page, key.clone())?;
    let online = OnlineCheckout::new(Arc::new(redirect), &format!("{address}/thanh-toan"))?;
    let simulated = Simulator::new(key, &format!("{address}/v1/payments/notifications"), business.clone())?;
    Ok(Payments { online: Some(online), page, pages: Router::new().nest(PAGE, simulator(simulated)) })
}
