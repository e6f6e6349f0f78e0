//! A code in a path.

use motcua_kit::Problem;

/// Refuses a code that no entry can have; a control character would make PostgreSQL refuse the statement.
///
/// # Errors
/// `not-found`.
pub fn require_code(code: &str) -> Result<(), Problem> {
    if code.bytes().all(|byte| byte.is_ascii_graphic()) { Ok(()) } else { Err(Problem::not_found()) }
}
