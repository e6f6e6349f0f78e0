//! Compiles the event schemas with protox, so that no installed protoc is needed.

const FILES: [&str; 6] = [
    "motcua/catalogue/v1/events.proto",
    "motcua/intake/v1/events.proto",
    "motcua/routing/v1/events.proto",
    "motcua/processing/v1/events.proto",
    "motcua/results/v1/events.proto",
    "motcua/ratings/v1/events.proto",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=motcua");
    let descriptors = protox::compile(FILES, ["."])?;
    prost_build::Config::new().bytes(["."]).enable_type_names().compile_fds(descriptors)?;
    Ok(())
}
