//! `motcua doctor`: checks the data of a folder independently of the platform that wrote them.

use motcua_kit::db::Db;

use crate::cli::Doctor;
use crate::failure::Failure;
use crate::folder::database_url;

/// Number of dossiers that the error lists.
const LISTED: usize = 20;

/// Recomputes every due date.
///
/// # Errors
/// When the folder has no data, or a recomputed due date differs.
pub async fn run(doctor: &Doctor) -> Result<(), Failure> {
    if !doctor.data.join("routing.sqlite").exists() {
        return Err(format!("no data in {}: name the folder with --data", doctor.data.display()).into());
    }
    let db = Db::connect(&database_url(&doctor.data, "routing"), 2).await?;
    let found = motcua_routing::recount(&db).await?;
    let (dates, dossiers, different) = (found.due_dates, found.dossiers, found.different.len());
    println!("{dates} hạn trả của {dossiers} hồ sơ được tính lại, {different} hồ sơ khác.");
    println!("{dates} due dates of {dossiers} dossiers recomputed, {different} dossiers differ.");
    if different == 0 {
        return Ok(());
    }
    let listed: Vec<&str> = found.different.iter().take(LISTED).map(String::as_str).collect();
    Err(format!("recomputed due dates differ, for instance of {}", listed.join(", ")).into())
}
