//! Runs the tutorial: its commands in their order, and compares what they print with what the page shows.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use motcua_testkit::Deadline;
use serde_json::Value;

use crate::programs::binary;

const PAGE: &str = include_str!("../../docs/tutorial/first-dossier.md");
/// Stands for whatever differs from run to run; as the name of a field, or as an item, for more of them.
const ANYTHING: &str = "…";
const END: &str = "--- end of the block";

/// A block of the page between two fences.
struct Block {
    language: String,
    text: String,
}

/// The blocks of the page, in their order.
fn blocks(page: &str) -> Vec<Block> {
    let parts = page.split("\n```").skip(1).step_by(2);
    parts.filter_map(|part| part.split_once('\n')).map(|(language, text)| block(language, text)).collect()
}

fn block(language: &str, text: &str) -> Block {
    Block { language: language.to_owned(), text: text.to_owned() }
}

/// The platform that the first command of the page starts; it ends with the test.
struct Platform {
    process: Child,
    address: String,
    /// Kept open, so that the process can write to it.
    stderr: BufReader<ChildStderr>,
}

impl Drop for Platform {
    fn drop(&mut self) {
        // It may have ended by itself, which the commands of the page notice.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs `make demo` with the binary that is built already, on a free port, until visitors can begin.
fn start(first: &str, folder: &Path) -> Platform {
    assert_eq!(first, "make demo");
    let mut command = Command::new(binary("motcua"));
    command.args(["demo", "--port", "0"]).current_dir(folder);
    command.env("MOTCUA_PASSWORD_MEMORY_KIB", "64").stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let stderr = BufReader::new(process.stderr.take().unwrap());
    let mut platform = Platform { process, address: String::new(), stderr };
    loop {
        let mut line = String::new();
        assert!(platform.stderr.read_line(&mut line).unwrap() > 0, "the platform ended before visitors could begin");
        if let Some((_, address)) = line.trim().split_once("is running: ") {
            address.clone_into(&mut platform.address);
        }
        if line.starts_with("Dùng được ngay / Ready to use") {
            return platform;
        }
    }
}

/// What each block of commands prints; all run in one shell, as they do for a reader.
fn printed(blocks: &[&Block], address: &str) -> Vec<String> {
    let script: String = blocks.iter().map(|block| format!("{}\necho; echo '{END}'\n", block.text)).collect();
    let shell = Command::new("bash").args(["-eu", "-c", &script]).env("BASE", address).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&shell.stdout), String::from_utf8_lossy(&shell.stderr));
    assert!(shell.status.success(), "{err}\n{out}");
    let printed: Vec<String> = out.split(END).map(|text| text.trim().to_owned()).collect();
    assert_eq!(printed.len(), blocks.len() + 1, "{out}");
    printed
}

fn fits_text(shown: &str, printed: &str) -> bool {
    let Some((before, after)) = shown.split_once(ANYTHING) else { return shown == printed };
    let Some(rest) = printed.strip_prefix(before) else { return false };
    (0..=rest.len()).filter_map(|skipped| rest.get(skipped..)).any(|rest| fits_text(after, rest))
}

fn fits(shown: &Value, printed: &Value) -> bool {
    match (shown, printed) {
        (Value::String(shown), Value::String(printed)) => fits_text(shown, printed),
        (Value::Object(shown), Value::Object(printed)) => {
            let mut named = shown.iter().filter(|(name, _)| *name != ANYTHING);
            let is_whole = shown.contains_key(ANYTHING) || shown.len() == printed.len();
            is_whole && named.all(|(name, value)| printed.get(name).is_some_and(|printed| fits(value, printed)))
        }
        (Value::Array(shown), Value::Array(printed)) => match shown.strip_suffix(&[ANYTHING.into()]) {
            Some(first) => first.len() <= printed.len() && each_fits(first, printed),
            None => shown.len() == printed.len() && each_fits(shown, printed),
        },
        (shown, printed) => shown == printed,
    }
}

fn each_fits(shown: &[Value], printed: &[Value]) -> bool {
    shown.iter().zip(printed).all(|(shown, printed)| fits(shown, printed))
}

fn assert_shown(shown: &Block, printed: &str) {
    let fits = match shown.language.as_str() {
        "json" => {
            let expected = serde_json::from_str(&shown.text).unwrap_or_else(|error| panic!("{error}: {}", shown.text));
            fits(&expected, &serde_json::from_str(printed).unwrap_or_default())
        }
        "text" => fits_text(shown.text.trim(), printed),
        other => panic!("the page has a block of {other}, which no test can check"),
    };
    assert!(fits, "the page shows\n{}\nbut this was printed\n{printed}", shown.text);
}

#[test]
fn every_command_of_the_tutorial_prints_what_the_page_shows() {
    let _deadline = Deadline::start();
    let (folder, blocks) = (tempfile::tempdir().unwrap(), blocks(PAGE));
    let commands: Vec<&Block> = blocks.iter().filter(|block| block.language == "sh").collect();
    let platform = start(&commands[0].text, folder.path());
    let printed = printed(&commands[1..], &platform.address);
    let mut last = 0;
    for block in &blocks[1..] {
        match block.language.as_str() {
            "sh" => last += 1,
            _ => assert_shown(block, &printed[last - 1]),
        }
    }
    assert!(last > 10, "{last} blocks of commands");
}

#[test]
fn a_placeholder_stands_for_anything_and_nothing_else_does() {
    let shown = serde_json::json!({ "id": "…", "code": "H35.08-…", "items": [1, "…"], "…": "…" });
    let printed = serde_json::json!({ "id": "01", "code": "H35.08-221215-0001", "items": [1, 2, 3], "status": 2 });
    assert!(fits(&shown, &printed));
    for (name, wrong) in [("code", "H35.09-1".into()), ("items", serde_json::json!([2])), ("id", Value::Null)] {
        let mut other = printed.clone();
        other[name] = wrong;
        assert!(!fits(&shown, &other), "{name}");
    }
    assert!(!fits(&serde_json::json!({ "id": "…" }), &printed), "a field that the page does not show");
    assert!(fits_text("a…b…", "a1b2") && !fits_text("a…b", "a1") && !fits_text("a", "ab"));
}
