//! `motcua simulate`: runs the demonstration against a platform that runs elsewhere.

use std::sync::Arc;

use motcua_demonstration::{RunConfig, seed};

use crate::cli::Simulate;
use crate::failure::Failure;
use crate::{demo_plan, demo_review, folder};

/// Runs the demonstration.
///
/// # Errors
/// When the plan, the data folder or the password file cannot be used, or the year did not reach its end.
pub async fn run(simulate: Simulate) -> Result<(), Failure> {
    let plan = demo_plan::plan(&simulate.plan)?;
    let _lock = folder::lock(&simulate.data)?;
    let file = &simulate.admin_password_file;
    let password = std::fs::read_to_string(file).map_err(|cause| format!("cannot read {}: {cause}", file.display()))?;
    let config = RunConfig {
        gateway: simulate.gateway.trim_end_matches('/').to_owned(),
        private_ports: simulate.control.iter().map(|url| url.trim_end_matches('/').to_owned()).collect(),
        admin_password: password.trim().to_owned(),
        data: simulate.data.clone(),
        catalogue: seed::catalogue(),
        stall_timeout: RunConfig::STALL_TIMEOUT,
        on_progress: None,
    };
    let result = motcua_demonstration::run(Arc::new(plan), config).await?;
    demo_review::print(result, simulate.plan.json)
}
