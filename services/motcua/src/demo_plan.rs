//! The plan that the command line asks for.

use std::io::{BufReader, BufWriter, Write};

use motcua_demonstration::plan::Plan;

use crate::cli::PlanArgs;
use crate::failure::Failure;

/// Reads the plan from the file, or computes it from seed and scale.
///
/// # Errors
/// When the file cannot be read or breaks the rules of a plan, or the scale is out of range.
pub fn plan(args: &PlanArgs) -> Result<Plan, Failure> {
    match &args.plan {
        None => Ok(Plan::year(args.seed, args.scale)?),
        Some(file) => {
            let open = std::fs::File::open(file).map_err(|cause| format!("cannot read {}: {cause}", file.display()))?;
            Ok(Plan::read(BufReader::new(open))?)
        }
    }
}

/// Prints the plan on standard output.
///
/// # Errors
/// When standard output is closed.
pub fn print(plan: &Plan) -> Result<(), Failure> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    plan.write(&mut out)?;
    Ok(out.flush()?)
}
