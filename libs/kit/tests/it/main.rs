//! The guarantees of the kit: transactions, commands that act once, problems, checked bodies.

mod access;
mod attempts;
mod bodies;
mod commands;
mod connections;
mod database;
mod deferred_writes;
mod fixture;
mod outages;
mod problems;
mod retries;
mod stored_values;
mod unit_of_work;
