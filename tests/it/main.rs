//! The whole system: a year played through it, in both shapes, and counted again from the owners' databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod access;
mod cluster;
mod documents;
mod earned;
mod embedded;
mod programs;
mod recount;
mod restart;
mod shapes;
mod tutorial;
mod upgrade;
mod visitors;
mod year;
