//! What the kit promises to every service: transactions, commands that act once, problems, checked bodies.

mod bodies;
mod commands;
mod database;
mod desk;
mod noted;
mod problems;
mod retries;
