//! The command line: what `motcua` can be told.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use motcua_kit::config::Settings;

/// Một Cửa: the one-stop administrative service centre of a province.
#[derive(Debug, Parser)]
#[command(name = "motcua", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plays the year 2022 of the centre of Lai Châu through the platform and prints its yearly review.
    Demo(Demo),
    /// Starts the platform for everyday use: everything in this process, one SQLite file per service.
    Serve(Serve),
    /// Prints the review of a period, as the platform counted it.
    Report(Report),
    /// Counts every due date of a data folder again, and says which come out differently.
    Doctor(Doctor),
    /// Plays the year against a platform that runs elsewhere with `MOTCUA_CLOCK=manual`.
    Simulate(Simulate),
    /// Prints the description of the whole API, `OpenAPI` 3.1.
    Openapi,
}

/// What the demonstration plays.
#[derive(Debug, Clone, Args)]
pub struct Play {
    /// Another seed moves moments and agencies, never the totals.
    #[arg(long, default_value_t = 2022)]
    pub seed: u64,
    /// Part of the year's dossiers to play, for instance 0.1.
    #[arg(long, default_value_t = 1.0)]
    pub scale: f64,
    /// Plays this plan instead of a computed one.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// Prints the review as one JSON object on standard output.
    #[arg(long)]
    pub json: bool,
}

/// The demonstration.
#[derive(Debug, Clone, Args)]
pub struct Demo {
    /// What to play.
    #[command(flatten)]
    pub play: Play,
    /// Stops after the review instead of serving on.
    #[arg(long)]
    pub exit: bool,
    /// Where the databases are kept.
    #[arg(long, default_value = "motcua-data/demo", value_name = "DIR")]
    pub data: PathBuf,
    /// Port to serve on; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Deletes what an earlier demonstration left in the data folder.
    #[arg(long)]
    pub fresh: bool,
    /// Prints the plan, one dossier a line, and plays nothing.
    #[arg(long)]
    pub print_plan: bool,
}

/// Everyday use.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Where the databases are kept.
    #[arg(long, default_value = "motcua-data/main", value_name = "DIR")]
    pub data: PathBuf,
    /// Port to serve on; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, in Vietnamese and English.
    Text,
    /// As the demonstration prints it.
    Json,
    /// Form 06a as comma-separated values.
    Csv,
    /// Form 06a as a workbook.
    Xlsx,
}

/// The review of a period.
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
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Where the databases are kept.
    #[arg(long, default_value = "motcua-data/demo", value_name = "DIR")]
    pub data: PathBuf,
}

/// A look at the data of a folder.
#[derive(Debug, Clone, Args)]
pub struct Doctor {
    /// Where the databases are kept.
    #[arg(long, default_value = "motcua-data/demo", value_name = "DIR")]
    pub data: PathBuf,
}

/// A platform that runs elsewhere.
#[derive(Debug, Clone, Args)]
pub struct Simulate {
    /// What to play.
    #[command(flatten)]
    pub play: Play,
    /// Address of the gateway.
    #[arg(long, value_name = "URL")]
    pub gateway: String,
    /// Private ports of all its processes, separated by commas.
    #[arg(long, value_name = "URL,URL", value_delimiter = ',', required = true)]
    pub control: Vec<String>,
    /// File with the password of the first administrator.
    #[arg(long, value_name = "FILE")]
    pub admin_password_file: PathBuf,
    /// Where the journal of the run is kept.
    #[arg(long, default_value = "motcua-data/simulate", value_name = "DIR")]
    pub data: PathBuf,
}

/// What went wrong, in one sentence.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Reads the command line and does what it says.
///
/// # Errors
/// Whatever kept it from being done.
pub async fn run() -> Result<(), Failure> {
    let cli = Cli::parse();
    let settings = Settings::load()?;
    match cli.command {
        Command::Demo(demo) => crate::demo::run(demo, settings).await,
        Command::Serve(serve) => crate::serve::run(&serve, settings).await,
        Command::Report(report) => crate::report::run(&report).await,
        Command::Doctor(doctor) => crate::doctor::run(&doctor).await,
        Command::Simulate(simulate) => crate::demo::simulate(simulate).await,
        Command::Openapi => crate::serve::openapi(settings).await,
    }
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
