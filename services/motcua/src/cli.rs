//! The arguments of the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Một Cửa: the one-stop administrative service centre of a province.
#[derive(Debug, Parser)]
#[command(name = "motcua", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Runs the year 2022 of the centre of Lai Châu through the platform and prints its yearly review.
    Demo(Demo),
    /// Serves the platform: all services in this process, one SQLite file each.
    Serve(Serve),
    /// Prints the review of a period.
    Report(Report),
    /// Recomputes every due date of a data folder and lists those that differ.
    Doctor(Doctor),
    /// Runs the year against a platform that runs elsewhere with `MOTCUA_CLOCK=manual`.
    Simulate(Simulate),
    /// Prints the `OpenAPI` 3.1 description of the whole API.
    Openapi,
}

/// Which plan is run, and how its review is printed.
#[derive(Debug, Clone, Args)]
pub struct PlanArgs {
    /// Seed of the random plan; another seed changes moments and agencies, but no total.
    #[arg(long, default_value_t = 2022)]
    pub seed: u64,
    /// Share of the year's dossiers, for instance 0.1.
    #[arg(long, default_value_t = 1.0)]
    pub scale: f64,
    /// Runs the plan in this file, as --print-plan writes it, instead of a computed one.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// Prints the review as a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `motcua demo`.
#[derive(Debug, Clone, Args)]
pub struct Demo {
    /// Which plan.
    #[command(flatten)]
    pub plan: PlanArgs,
    /// Exits after the review instead of continuing to serve.
    #[arg(long)]
    pub exit: bool,
    /// Folder of the databases.
    #[arg(long, default_value = "motcua-data/demo", value_name = "DIR")]
    pub data: PathBuf,
    /// Port to serve on; 0 selects a free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Deletes the data of an earlier demonstration first.
    #[arg(long)]
    pub fresh: bool,
    /// Prints the plan as JSON lines, one dossier per line, and exits.
    #[arg(long)]
    pub print_plan: bool,
}

/// Arguments of `motcua serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Folder of the databases.
    #[arg(long, default_value = "motcua-data/main", value_name = "DIR")]
    pub data: PathBuf,
    /// Port to serve on; 0 selects a free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
}

/// Formats of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text in Vietnamese and English.
    Text,
    /// JSON, as `motcua demo --json` prints it.
    Json,
    /// Form 06a as comma-separated values.
    Csv,
    /// Form 06a as a workbook.
    Xlsx,
}

/// Arguments of `motcua report`.
#[derive(Debug, Clone, Args)]
pub struct Report {
    /// First day of the period.
    #[arg(long)]
    pub from: NaiveDate,
    /// Last day of the period.
    #[arg(long)]
    pub to: NaiveDate,
    /// Only this agency, by its code.
    #[arg(long)]
    pub agency: Option<String>,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Folder of the databases.
    #[arg(long, default_value = "motcua-data/demo", value_name = "DIR")]
    pub data: PathBuf,
}

/// Arguments of `motcua doctor`.
#[derive(Debug, Clone, Args)]
pub struct Doctor {
    /// Folder of the databases.
    #[arg(long, default_value = "motcua-data/demo", value_name = "DIR")]
    pub data: PathBuf,
}

/// Arguments of `motcua simulate`.
#[derive(Debug, Clone, Args)]
pub struct Simulate {
    /// Which plan.
    #[command(flatten)]
    pub plan: PlanArgs,
    /// Address of the gateway.
    #[arg(long, value_name = "URL")]
    pub gateway: String,
    /// Addresses of the private ports of all its processes, separated by commas.
    #[arg(long, value_name = "URL,URL", value_delimiter = ',', required = true)]
    pub control: Vec<String>,
    /// File with the password of the first administrator.
    #[arg(long, value_name = "FILE")]
    pub admin_password_file: PathBuf,
    /// Folder of the journal of the run.
    #[arg(long, default_value = "motcua-data/simulate", value_name = "DIR")]
    pub data: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
