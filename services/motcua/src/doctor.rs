//! `motcua doctor`: what can be checked about the data of a folder without trusting the platform that wrote them.

use motcua_kit::db::Db;

use crate::cli::{Doctor, Failure};
use crate::platform::database_url;

/// The most codes that are named.
const NAMED: usize = 20;

/// Counts every due date again.
///
/// # Errors
/// When there is no such data folder, or a due date comes out differently.
pub async fn run(doctor: &Doctor) -> Result<(), Failure> {
    if !doctor.data.join("routing.sqlite").exists() {
        return Err(format!("no data in {}: name the folder with --data", doctor.data.display()).into());
    }
    let db = Db::connect(&database_url(&doctor.data, "routing"), 2).await?;
    let found = motcua_routing::recount(&db).await?;
    let (dates, dossiers, different) = (found.due_dates, found.dossiers, found.different.len());
    println!("{dates} hạn trả của {dossiers} hồ sơ được tính lại, {different} hồ sơ khác.");
    println!("{dates} due dates of {dossiers} dossiers counted again, {different} dossiers differ.");
    if different == 0 {
        return Ok(());
    }
    let named: Vec<&str> = found.different.iter().take(NAMED).map(String::as_str).collect();
    Err(format!("due dates that come out differently, for instance of {}", named.join(", ")).into())
}
