//! Parses a YAML file into JSON. Anchors and aliases are refused: a short file could expand without end.

use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_kit::problem::Slug;
use serde_json::Value;
use serde_saphyr::{DuplicateKeyPolicy, Error, MergeKeyPolicy, Options};

/// The deepest nesting; a catalogue needs eight levels.
const DEPTH: usize = 32;
/// The most values of a file. A file of 1 MiB in flow style stays below it unless most of it is punctuation.
const NODES: usize = 250_000;

/// Reads a file.
///
/// # Errors
/// `malformed` with line and column: not YAML, a repeated key, an anchor or alias, several documents, too deep or too
/// many.
pub fn read(bytes: &[u8]) -> Result<Value, Problem> {
    serde_saphyr::from_slice_with_options(bytes, options()).map_err(|error| malformed(&error))
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_depth: DEPTH, max_nodes: NODES },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        // YAML 1.2: "no" and "off" are words.
        strict_booleans: true,
    }
}

/// Only line and column: the message of the parser quotes the file, which may hold anything.
fn malformed(error: &Error) -> Problem {
    let (vi, en) = ("YAML không hợp lệ hoặc có neo, bí danh", "Not valid YAML, or with anchors and aliases");
    let detail = match error.location() {
        Some(at) => {
            let (line, column) = (at.line(), at.column());
            Text::new(format!("{vi}; dòng {line} cột {column}"), format!("{en}; line {line} column {column}"))
        }
        None => Text::fixed(vi, en),
    };
    Problem::new(Slug::Malformed).detail(detail)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(text: &str) -> bool {
        read(text.as_bytes()).is_err_and(|problem| problem.code() == "malformed")
    }

    #[test]
    fn plain_scalars_are_read_by_yaml_1_2() {
        let read =
            read(b"code: H35\nname: no\nfeeVnd: 50000\nonTheSpot: false\nday: 2022-04-11\nfrom: '07:00'\n").unwrap();
        let expected = json!({"code": "H35", "name": "no", "feeVnd": 50000, "onTheSpot": false, "day": "2022-04-11",
            "from": "07:00"});
        assert_eq!(read, expected);
    }

    #[test]
    fn yaml_bombs_are_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..10 {
            let again = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb += &format!("a{level}: &a{level} [{again}]\n");
        }
        assert!(refused(&bomb));
        assert!(refused("agencies: &a []\n"), "an anchor alone");
        assert!(refused("agencies: *a\n"), "an alias of nothing");
        assert!(refused("<<: {agencies: []}\n"), "a merge");
        assert!(refused(&"[".repeat(500)));
        assert!(refused(&format!("[{}]", "1,".repeat(NODES + 1))));
    }

    #[test]
    fn a_file_that_is_not_one_document_is_refused() {
        for text in ["a: b: c", "a: 1\na: 2\n", "a: 1\n---\nb: 2\n", "\"", "a: \u{7}", "a:\n\t- b"] {
            assert!(refused(text), "{text:?}");
        }
        assert!(read(&[0xff, 0xfe, 0x00]).is_err());
    }
}
