//! `motcua`: the whole platform in one process, and its command line.

use std::process::ExitCode;
use std::thread::available_parallelism;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Half of the cores: every SQLite statement runs on a thread of its database, and those need the other half.
    let workers = available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build();
    let outcome = runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(motcua::cli::run()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("motcua: {error}");
            ExitCode::FAILURE
        }
    }
}
