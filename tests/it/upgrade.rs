//! A data folder of an earlier release opens, migrates, and goes on to the same figures.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use flate2::read::GzDecoder;
use motcua_demonstration::RunResult;
use motcua_demonstration::plan::{Plan, Targets};

use crate::programs::binary;
use crate::year::assert_counted_as_planned;

/// The part of the year that the folder was begun with.
const SCALE: f64 = 0.005;

/// Unpacks the folder that commit 9262cb0 wrote until it was killed in the middle of its year.
fn unpack(folder: &Path) {
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/9262cb0");
    for file in std::fs::read_dir(packed).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|end| end == "gz") {
            let mut content = Vec::new();
            GzDecoder::new(std::fs::File::open(&file).unwrap()).read_to_end(&mut content).unwrap();
            std::fs::write(folder.join(file.file_stem().unwrap()), content).unwrap();
        }
    }
}

#[test]
fn a_data_folder_of_9262cb0_opens_and_plays_its_year_to_the_end() {
    let data = tempfile::tempdir().unwrap();
    unpack(data.path());
    let mut demo = Command::new(binary("motcua"));
    demo.args(["demo", "--exit", "--json", "--port", "0", "--scale", &SCALE.to_string(), "--data"]).arg(data.path());
    demo.env("MOTCUA_PASSWORD_MEMORY_KIB", "64").env("MOTCUA_LOG", "error").stderr(Stdio::inherit());
    let output = demo.output().unwrap();
    assert!(output.status.success());
    let result: RunResult = serde_json::from_slice(&output.stdout).unwrap();
    let plan = Plan::build(2022, SCALE, Targets::default().scaled(SCALE)).unwrap();
    assert_counted_as_planned(&plan, &result);
}
