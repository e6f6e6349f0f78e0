//! The catalogue on a database of either engine, through its operations and the events it publishes.

mod agencies;
mod bodies;
mod calendars;
mod differences;
mod export;
mod files;
mod findings;
mod fixture;
mod procedures;
mod search;
mod yaml;
