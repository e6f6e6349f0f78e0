//! Compiles the event schemas with protox, so that no installed protoc is needed, and writes what follows from them: a
//! module for each producer, and the subject of each message. A new schema is found by its folder.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use prost_types::{FileDescriptorProto, FileDescriptorSet};

/// The folder with the schemas, `<producer>/v1/*.proto`.
const FOLDER: &str = "motcua";
/// Field number of the messages in a file's descriptor: the source path of a message is this and its index.
const MESSAGES: i32 = 4;

#[expect(clippy::disallowed_methods, reason = "cargo names the folder for generated files in the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={FOLDER}");
    let mut schemas = Vec::new();
    collect(Path::new(FOLDER), &mut schemas)?;
    schemas.sort();
    let descriptors = protox::compile(schemas, ["."])?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("modules.rs"), modules(&descriptors)?)?;
    std::fs::write(out.join("subjects.rs"), subjects(&descriptors)?)?;
    prost_build::Config::new().bytes(["."]).enable_type_names().compile_fds(descriptors)?;
    Ok(())
}

fn collect(folder: &Path, schemas: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, schemas)?;
        } else if path.extension().is_some_and(|ending| ending == "proto") {
            schemas.push(path);
        }
    }
    Ok(())
}

/// The schemas of this folder, each with its producer; imported ones are of others.
fn own(descriptors: &FileDescriptorSet) -> impl Iterator<Item = (&str, &FileDescriptorProto)> {
    descriptors
        .file
        .iter()
        .filter_map(|file| Some((file.package().strip_prefix("motcua.")?.strip_suffix(".v1")?, file)))
}

/// A module for each producer, with the messages of its package.
fn modules(descriptors: &FileDescriptorSet) -> Result<String, std::fmt::Error> {
    let producers: BTreeSet<&str> = own(descriptors).map(|(producer, _)| producer).collect();
    let mut text = String::new();
    for producer in producers {
        writeln!(text, "/// Events that {producer} publishes.\npub mod {producer} {{")?;
        writeln!(text, "    include!(concat!(env!(\"OUT_DIR\"), \"/motcua.{producer}.v1.rs\"));\n}}")?;
    }
    Ok(text)
}

/// `Event` for every message with a subject, and the list of all subjects.
fn subjects(descriptors: &FileDescriptorSet) -> Result<String, Box<dyn Error>> {
    let (mut impls, mut list) = (String::new(), String::new());
    for (producer, file) in own(descriptors) {
        for (index, message) in file.message_type.iter().enumerate() {
            let name = message.name();
            let subject = subject(producer, file, index);
            let Some(subject) = subject.map_err(|why| format!("proto-schemas/{}: {name} {why}", file.name()))? else {
                continue;
            };
            writeln!(
                impls,
                "impl Event for crate::{producer}::{name} {{ const SUBJECT: &'static str = {subject:?}; }}"
            )?;
            writeln!(list, "    {subject:?},")?;
        }
    }
    Ok(format!("{impls}/// Every subject of the platform.\npub const SUBJECTS: &[&str] = &[\n{list}];\n"))
}

/// The subject of a message; `None` for a part of other messages.
fn subject<'a>(producer: &str, file: &'a FileDescriptorProto, index: usize) -> Result<Option<&'a str>, String> {
    let prefix = format!("motcua.v1.{producer}.");
    match subject_line(file, index) {
        Some(subject) if subject.starts_with(&prefix) => Ok(Some(subject)),
        Some(subject) => Err(format!("has the subject {subject}, which does not begin with {prefix}")),
        None if is_part(file, file.message_type[index].name()) => Ok(None),
        None => Err(format!("has no line `// Subject: {prefix}…`, and no message has a field of it")),
    }
}

/// The line `Subject:` of the comment above a message.
fn subject_line(file: &FileDescriptorProto, index: usize) -> Option<&str> {
    let mut places = file.source_code_info.iter().flat_map(|info| &info.location);
    let message = places.find(|place| place.path.first() == Some(&MESSAGES) && place.path[1..] == [index as i32])?;
    message.leading_comments().lines().find_map(|line| line.trim().strip_prefix("Subject: "))
}

/// Whether a field of another message has this type.
fn is_part(file: &FileDescriptorProto, name: &str) -> bool {
    let full = format!(".{}.{name}", file.package());
    file.message_type.iter().flat_map(|message| &message.field).any(|field| field.type_name() == full)
}
